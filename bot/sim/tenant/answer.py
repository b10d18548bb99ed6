"""One call to the simulated Microsoft Graph and what it is answered, without a wire.

Pure: a `$batch` makes its calls out of JSON, the server makes them out of HTTP, and Graph cannot tell which.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

NOT_THERE = "Resource '{}' does not exist or one of its queried reference-property objects are not present."


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is asked. *path* is decoded and begins below the version; the names of *headers* are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    request_id: str
    at: datetime

    @property
    def is_eventual(self) -> bool:
        """Say whether the caller accepts the index behind counts, searches and casts."""
        return self.headers.get("consistencylevel", "").lower() == "eventual"

    def read_body(self) -> dict[str, Any]:
        try:
            body = json.loads(self.body)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise GraphError(400, "BadRequest", "Unable to read JSON request payload.")
        return body


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a body: JSON, plain text if it is a string, nothing if it is None.

    One that *is_staged* is wrong on purpose.
    """

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    is_staged: bool = False

    @property
    def content_type(self) -> str:
        return "text/plain" if isinstance(self.body, str) else "application/json"


class GraphError(Exception):
    """What was asked cannot be answered; Graph says so with a code and a message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def answer(self, call: Call) -> Answer:
        inner = {
            "date": call.at.isoformat(timespec="seconds").removesuffix("+00:00"),
            "request-id": call.request_id,
            "client-request-id": call.headers.get("client-request-id", call.request_id),
        }
        return Answer(self.status, {"error": {"code": self.code, "message": str(self), "innerError": inner}})


def not_found(key: str) -> GraphError:
    return GraphError(HTTPStatus.NOT_FOUND, "Request_ResourceNotFound", NOT_THERE.format(key))


def bad_request(message: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", message)


def denied() -> GraphError:
    message = "Insufficient privileges to complete the operation."
    return GraphError(HTTPStatus.FORBIDDEN, "Authorization_RequestDenied", message)


def unsupported(message: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "Request_UnsupportedQuery", message)
