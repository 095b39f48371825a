"""`journeys diff`: what a change does to the handbook, in the map's own terms."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..insight.changes import ChangeClass
from ..review import Review, as_json, as_markdown, as_text
from ..review.markdown import preview_address
from ..review.revisions import compare
from ..source.git import RevisionError
from .output import color_option, deliver, print_text, wants_colours


def _address(context: click.Context, option: click.Parameter, url: str | None) -> str:
    """Return the address of a preview, ready to be continued."""
    if url is None:
        return ""
    try:
        return preview_address(url)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The handbook's folder, from here or from the top of the repository.",
)
@click.option(
    "--direct",
    is_flag=True,
    help="Compare with BASE itself instead of where HEAD left it.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    show_default=True,
    help="How the changes are written: for a terminal, a comment or a program.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("breaking", "notable")),
    help="Exit with 1 on changes of this class or a graver one.",
)
@click.option(
    "--preview-url",
    metavar="URL",
    callback=_address,
    help="The handbook's home in a preview, for the links in the format markdown.",
)
@click.option(
    "--use-directory-urls/--no-directory-urls",
    "directory_urls",
    default=True,
    help="Whether a page's address there ends in a slash or in .html, as in `mkdocs build`.",
)
@color_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to a file, whole or not at all, instead of the standard output.",
)
def diff(
    base: str,
    head: str | None,
    folder: Path,
    direct: bool,
    format_: str,
    fail_on: str | None,
    preview_url: str,
    directory_urls: bool,
    color: str,
    output: Path | None,
) -> None:
    """Tell what changed in the handbook from BASE to HEAD.

    Each is a Git revision (a branch, a tag, a commit) or a folder with a handbook; HEAD, when left
    out, is the handbook as it lies there. BASE stands for the commit in which both agreed last, so
    that what others merged meanwhile is not shown as this change. Nothing is checked out.

    A change is breaking where something that others rely on is gone or renamed, notable where the
    map says something else, editorial where it says the same in other words. Values go by their
    ids: how the YAML is laid out makes no difference.

    Exits with 0, with 1 when --fail-on applies, with 2 when the two cannot be compared or FILE
    cannot be written.
    """
    try:
        review = compare(
            base,
            head,
            folder=folder,
            here=Path.cwd(),
            direct=direct,
            directory_urls=directory_urls,
        )
    except RevisionError as error:
        print_text(f"journeys diff: {error}\n", err=True)
        sys.exit(2)
    if format_ == "text":
        text = as_text(review, colour=wants_colours(color, output))
    elif format_ == "markdown":
        text = as_markdown(review, preview=preview_url)
    else:
        text = as_json(review)
    deliver(text, output, for_people=format_ == "text")
    sys.exit(1 if _fails(review, fail_on) else 0)


def _fails(review: Review, fail_on: str | None) -> bool:
    if fail_on is None:
        return False
    classes = list(ChangeClass)
    grave = classes[: classes.index(ChangeClass(fail_on)) + 1]
    return any(review.changes.of(name) for name in grave)
