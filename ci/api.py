"""The little of GitHub's and GitLab's APIs that our scripts use, with Python alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

_LONGEST_ANSWER = 16_000_000
_MOST_PAGES = 50
_PER_PAGE = 100
_SECONDS = 30


class ApiError(Exception):
    """A request was refused or not answered; its text says which and why."""


class _NoRedirects(HTTPRedirectHandler):
    """Follows nowhere: the token goes to the server that was named, and to no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Refuse."""


class Api:
    """A server's API; `headers` carry the token."""

    def __init__(self, base: str, headers: Mapping[str, str]) -> None:
        if not base.startswith(("https://", "http://")):
            raise ApiError("the address of the API starts with https://")
        self._base = base.rstrip("/")
        self._headers = dict(headers)
        self._opener = build_opener(_NoRedirects)

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Send a request and return the answer's JSON. Raises `ApiError`."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._base}{path}", data=data, method=method)
        for name, value in self._headers.items():
            request.add_header(name, value)
        request.add_header("User-Agent", "mkdocs-journeys")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        what = f"{method} {path.partition('?')[0]}"
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                text = answer.read(_LONGEST_ANSWER + 1)
        except HTTPError as error:
            raise ApiError(f"{what} was answered with {error.code}") from error
        except (URLError, OSError) as error:
            raise ApiError(f"{what} was not answered: {error}") from error
        if len(text) > _LONGEST_ANSWER:
            raise ApiError(f"the answer to {what} is too long")
        try:
            return json.loads(text)
        except ValueError as error:
            raise ApiError(f"the answer to {what} is not JSON") from error

    def every(self, path: str) -> list[Any]:
        """Return all that is listed at a path, page after page. Raises `ApiError`."""
        found: list[Any] = []
        mark = "&" if "?" in path else "?"
        for page in range(1, _MOST_PAGES + 1):
            listed = self.ask("GET", f"{path}{mark}per_page={_PER_PAGE}&page={page}")
            if not isinstance(listed, list):
                raise ApiError(f"the answer to GET {path.partition('?')[0]} is not a list")
            found += listed
            if len(listed) < _PER_PAGE:
                break
        return found


def github(base: str, token: str) -> Api:
    """Return GitHub's API."""
    return Api(
        base,
        {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )


def gitlab(base: str, token: str) -> Api:
    """Return GitLab's API."""
    return Api(base, {"PRIVATE-TOKEN": token})
