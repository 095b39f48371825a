# All tasks of this repository; `make help` lists them.
#
# Everything is installed into .venv. Stamp files in it remember what has been installed, so that
# a second run does not ask pip again before pyproject.toml changes.

PYTHON ?= python3
PORT ?= 8000
# More words for pytest, as in: make test ARGS='-k search --lf'
ARGS ?=

VENV := .venv
RUN := $(VENV)/bin/python -m

# Material 9 prints a long notice about MkDocs 2, which this project does not use. Two names,
# because it changed from one release to the next.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# A shell's own settings must not lead our Python to other people's packages.
unexport PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_USER

.DELETE_ON_ERROR:
.PHONY: help site serve check test lint format screenshots pictures catalogues clean distclean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: $(VENV)/installed-site ## build the sample handbook into site/
	@$(RUN) mkdocs build --strict
	@echo 'Open site/index.html'

# --livereload is the default, but is lost between MkDocs 1.6 and some releases of click.
serve: $(VENV)/installed-site ## show the handbook while you write (PORT=8000)
	@$(RUN) mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

check: $(VENV)/installed-site ## check the handbook's YAML without building anything
	@$(VENV)/bin/journeys check content
	@$(VENV)/bin/journeys fmt --check content

test: $(VENV)/installed-test ## run every test, on all cores (ARGS='…' for pytest)
	@$(RUN) tests.support.chromium
	@$(RUN) tests.support.node
	@$(RUN) pytest --numprocesses auto --dist worksteal $(ARGS)

lint: $(VENV)/installed-lint ## ruff and mypy
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy

format: $(VENV)/installed-lint ## let ruff and journeys fmt mend what they can
	@$(RUN) ruff check --fix-only
	@$(RUN) ruff format
	@$(VENV)/bin/journeys fmt content

screenshots: $(VENV)/installed-test ## pictures of every kind of page into build/screenshots/
	@$(RUN) tests.support.chromium
	@$(RUN) tests.browser.screenshots

pictures: $(VENV)/installed-test ## take the pictures of README and documentation anew
	@$(RUN) tests.support.chromium
	@$(RUN) tests.browser.screenshots readme
	@$(RUN) tests.browser.screenshots review

CATALOGUES := plugins/mkdocs_journeys/pages/catalogues
# A new language: make catalogues LANGUAGE=de
LANGUAGE ?=

catalogues: $(VENV)/installed-test ## collect interface words for translators (LANGUAGE=de starts one)
	@mkdir -p build
	@$(VENV)/bin/pybabel --quiet extract -F pyproject.toml -k word -k words:1,2 -k mark --no-location \
	  --sort-output --project mkdocs-journeys -o build/journeys.pot \
	  plugins/mkdocs_journeys/pages plugins/mkdocs_journeys/review
	@test -z '$(LANGUAGE)' || test -e '$(CATALOGUES)/$(LANGUAGE).po' || $(VENV)/bin/pybabel --quiet \
	  init -i build/journeys.pot -o '$(CATALOGUES)/$(LANGUAGE).po' -l '$(LANGUAGE)'
	@for file in $(CATALOGUES)/*.po; do $(VENV)/bin/pybabel --quiet update -i build/journeys.pot \
	  -o "$$file" -l "$$(basename "$$file" .po)" --no-fuzzy-matching --ignore-obsolete \
	  --ignore-pot-creation-date --omit-header; done

# Whole builds take half an hour; `.venv/bin/python -m benchmarks build --sizes 500 --rounds 1` less.
benchmark: $(VENV)/installed-benchmark ## measure how fast it is, into benchmarks/RESULTS.md
	@for name in check diff parts parallel serve build; do $(RUN) benchmarks $$name || failed=1; done; \
	  test -z "$$failed"

clean: ## remove what was built; .venv stays
	rm -rf site build dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find plugins tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## remove .venv as well
	rm -rf $(VENV)

# Each set of packages builds on the one before: `make -j` never has two pips in one .venv.
$(VENV)/installed-site: pyproject.toml
	@command -v '$(PYTHON)' > /dev/null 2>&1 || { \
	  echo 'No $(PYTHON) found. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3' >&2; \
	  exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$('$(PYTHON)' --version 2>&1). Name another one: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2> /dev/null || { \
	  echo 'The venv module of $(PYTHON) is missing. On Debian and Ubuntu: apt install python3-venv' >&2; \
	  exit 1; }
	@# One that was begun and not finished, or whose Python has gone, is begun anew.
	@$(VENV)/bin/python -m pip --version > /dev/null 2>&1 || '$(PYTHON)' -m venv --clear $(VENV)
	$(RUN) pip install --quiet --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed-site
	$(RUN) pip install --quiet --editable '.[test]'
	@touch $@

$(VENV)/installed-benchmark: $(VENV)/installed-site
	$(RUN) pip install --quiet --editable '.[benchmark]'
	@touch $@

$(VENV)/installed-lint: $(VENV)/installed-test
	$(RUN) pip install --quiet --editable '.[lint,test]'
	@touch $@
