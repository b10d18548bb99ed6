"""Requests to Microsoft Graph through its SDK's adapter, and the errors that a port may raise.

Built by hand instead of with `GraphServiceClient`: that one sends the bearer token to any host, retries past every
deadline, loses entries behind an empty page, and turns each object into a model at a thousand times the
cost of reading JSON. Here the token goes to the allowed hosts only, every request has a deadline, a next page is
asked for only where the first one was, and answers are bytes.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

import httpx
from kiota_abstractions.api_error import APIError
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from kiota_http.middleware.options import RedirectHandlerOption, RetryHandlerOption
from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_core import BaseGraphRequestAdapter, GraphClientFactory  # type: ignore[import-untyped]  # it ships no types

from bot.edges.graph.batch import BatchAnswer, BatchItem, read_batch, read_wait, write_batch
from bot.edges.graph.transport import Transport
from bot.ports import NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError

_SCOPE = "https://graph.microsoft.com/.default"
_CONNECT_SECONDS = 5.0
_LISTING_SECONDS = 60.0
_MOST_AT_ONCE = 8
_MOST_BATCHES_AT_ONCE = 20
_MOST_PAGES = 400
_MOST_RETRIES = 2
_NO_SLOTS = nullcontext[None]()


Objects = list[dict[str, Any]]


class Credential(Protocol):
    """What hands out tokens, in azure-identity's manner; its errors are a port's."""

    def get_token(self, *scopes: str, **options: Any) -> Any: ...  # noqa: ANN401  azure-identity's own


class Wire:
    """Holds the connections to Graph. *needs* names, in every call, the permission that a 403 is about."""

    def __init__(
        self, credential: Credential, *, base_url: str, allowed_hosts: Collection[str], timeout: float
    ) -> None:
        if urlsplit(base_url).hostname not in allowed_hosts:
            raise ValueError("Graph's address is not on one of the allowed hosts")
        self._base_url = base_url
        self._timeout = timeout
        self._slots = asyncio.Semaphore(_MOST_AT_ONCE)
        self._batches = asyncio.Semaphore(_MOST_BATCHES_AT_ONCE)
        self._transport = Transport()
        self._adapter = BaseGraphRequestAdapter(
            AzureIdentityAuthenticationProvider(credential, scopes=[_SCOPE], allowed_hosts=list(allowed_hosts)),
            parse_node_factory=JsonParseNodeFactory(),
            http_client=_build_client(self._transport, timeout),
        )

    async def read(self, *path: str, needs: str, **options: str) -> dict[str, Any]:
        """GET one object."""
        return _check_object(await self._fetch(_ask(self._address(path, options)), needs))

    async def list(self, *path: str, needs: str, **options: str) -> Objects:
        """GET all pages of a list at once."""
        return [one async for page in self.pages(path, options, needs=needs) for one in page]

    def pages(
        self,
        path: Collection[str],
        options: Mapping[str, str],
        *,
        needs: str,
        seconds: float = _LISTING_SECONDS,
        most: int = _MOST_PAGES,
    ) -> AsyncGenerator[Objects, None]:
        """GET a list page by page, for at most *seconds*, so that nobody has to hold it whole.

        The next page is under way while one is looked at. An empty page with a next one is no end; a page seen before
        is a fault, and so is the one after *most*.
        """
        is_eventual = not options.keys().isdisjoint({"count", "search"})
        return self._turn(self._address(path, options), needs, is_eventual=is_eventual, seconds=seconds, most=most)

    async def follow(self, url: object, *, needs: str) -> Objects:
        """GET the page that the answer to a batch pointed to, and all that come after it."""
        return [one async for page in self._turn(url, needs) for one in page]

    async def _turn(
        self,
        url: object,
        needs: str,
        *,
        is_eventual: bool = False,
        seconds: float = _LISTING_SECONDS,
        most: int = _MOST_PAGES,
    ) -> AsyncGenerator[Objects, None]:
        seen: set[str] = set()
        end = asyncio.get_running_loop().time() + seconds

        def ask(url: object) -> asyncio.Future[dict[str, Any]]:
            request = _ask(self._check_page(url, seen, most), is_eventual=is_eventual)
            return asyncio.ensure_future(self._fetch_until(end, request, needs))

        ahead = ask(url) if url else None
        try:
            while ahead:
                page = await ahead
                ahead = ask(next_url) if (next_url := page.get("@odata.nextLink")) else None
                yield read_objects(page)
        finally:
            if ahead:
                ahead.cancel()

    async def peek(self, *path: str, needs: str, **options: str) -> Sequence[dict[str, Any]]:
        """GET the first page of a list, and no further one."""
        is_eventual = not options.keys().isdisjoint({"count", "search"})
        return read_objects(await self._fetch(_ask(self._address(path, options), is_eventual=is_eventual), needs))

    async def count(self, *path: str, needs: str, **options: str) -> int:
        """GET how many there are; Graph answers a `$count` in plain text."""
        request = _ask(self._address((*path, "$count"), options), accept="text/plain", is_eventual=True)
        raw = await self._send(request, needs)
        try:
            return int(raw.decode("utf-8-sig"))
        except ValueError as error:
            raise UnexpectedError("Microsoft Graph did not answer with a number.") from error

    async def post(self, *path: str, body: Mapping[str, Any], needs: str) -> dict[str, Any]:
        """POST a question; nothing is changed by it, so it may be sent again like any other."""
        request = _ask(self._address(path, {}), method=Method.POST)
        request.set_stream_content(json.dumps(body).encode(), "application/json")
        return await self._fetch(request, needs)

    async def send(self, method: Method, *path: str, body: Mapping[str, Any] | None = None, needs: str) -> Any:  # noqa: ANN401  JSON
        """Send something that changes something, once; return the JSON of the answer, None where there is no content.

        Its error bears how long Graph asked to be left alone.
        """
        request = _ask(self._address(path, {}), method=method)
        if body is not None:
            request.set_stream_content(json.dumps(body).encode(), "application/json")
        request.add_request_options([RetryHandlerOption(delay=0, max_retries=0)])
        try:
            raw = await self._send(request, needs)
        except PortError as error:
            error.wait = _read_wait(error.__cause__)
            raise
        return _read_json(raw) if raw else None

    async def batch(
        self, items: Sequence[BatchItem], *, needs: str, retries: int = _MOST_RETRIES
    ) -> tuple[BatchAnswer, ...]:
        """POST up to `batch.MOST` requests in one, and return their answers in the same order.

        What became of each is its answer's to say. *retries* are of the whole, where Graph refused that; what changes
        something is sent with none. Its error bears how long Graph asked to be left alone. Batches wait for each
        other only: a status is answered meanwhile.
        """
        request = _ask(f"{self._base_url}/$batch", method=Method.POST)
        request.set_stream_content(write_batch(items), "application/json")
        request.add_request_options([RetryHandlerOption(delay=0, max_retries=retries)])
        try:
            async with self._batches:
                raw = await self._exchange(request, needs)
        except PortError as error:
            error.wait = _read_wait(error.__cause__)
            raise
        return read_batch(_read_json(raw), len(items))

    def refer(self, *path: str) -> str:
        """Write the address of an object, as others are pointed to it."""
        return self._address(path, {})

    def relate(self, *path: str, **options: str) -> str:
        """Write the address of a request for a batch."""
        return self._address(path, options).removeprefix(self._base_url)

    async def close(self) -> None:
        """Close the connections themselves: the SDK's wrapper around them does not pass a client's `aclose` on."""
        await self._transport.aclose()

    def _address(self, path: Collection[str], options: Mapping[str, str]) -> str:
        """Write a URL. Nothing in *path* or in a value of *options* can end what it stands in."""
        steps = "/".join(quote(step, safe="$") for step in path)
        query = "&".join(f"${name}={quote(value, safe='', errors='replace')}" for name, value in options.items())
        return f"{self._base_url}/{steps}" + (f"?{query}" if query else "")

    def _check_page(self, url: object, seen: set[str], most: int) -> str:
        """Return the address of a page that may be asked for; the token goes nowhere else."""
        if not isinstance(url, str) or not url.startswith(f"{self._base_url}/"):
            raise UnexpectedError("Microsoft Graph pointed to a next page somewhere else. It was not asked for.")
        if url in seen or len(seen) == most:
            raise UnexpectedError("Microsoft Graph's list does not end.")
        seen.add(url)
        return url

    async def _fetch(self, request: RequestInformation, needs: str) -> dict[str, Any]:
        return _read_json(await self._send(request, needs))

    async def _fetch_until(self, until: float, request: RequestInformation, needs: str) -> dict[str, Any]:
        try:
            async with asyncio.timeout_at(until):
                return await self._fetch(request, needs)
        except TimeoutError as error:
            raise UnreachableError("Microsoft Graph takes too long to list that many. Try again later.") from error

    async def _send(self, request: RequestInformation, needs: str) -> bytes:
        return await self._exchange(request, needs, self._slots)

    async def _exchange(
        self, request: RequestInformation, needs: str, slots: asyncio.Semaphore | nullcontext[None] = _NO_SLOTS
    ) -> bytes:
        try:
            async with asyncio.timeout(self._timeout), slots:
                answer: bytes | None = await self._adapter.send_primitive_async(request, "bytes", {"XXX": ODataError})
        except APIError as error:
            raise _explain(error, needs) from error
        except (httpx.HTTPError, TimeoutError) as error:
            raise UnreachableError(
                "Microsoft Graph did not answer. Try again in a few minutes.", code=type(error).__name__
            ) from error
        return answer or b""


def _read_json(raw: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UnexpectedError("Microsoft Graph answered with something that is no JSON.") from error
    if not isinstance(answer, dict):
        raise UnexpectedError("Microsoft Graph answered with something that is no object.")
    return answer


def _build_client(transport: Transport, timeout: float) -> httpx.AsyncClient:
    client = httpx.AsyncClient(
        transport=transport,
        timeout=httpx.Timeout(timeout, connect=_CONNECT_SECONDS),
        trust_env=False,
        event_hooks={"response": [_refuse_redirect]},
    )
    options = (RetryHandlerOption(delay=0, max_retries=_MOST_RETRIES), RedirectHandlerOption(should_redirect=False))
    GraphClientFactory.create_with_default_middleware(
        client=client, options={option.get_key(): option for option in options}
    )
    return client


async def _refuse_redirect(response: httpx.Response) -> None:
    """Keep the adapter from taking a redirect for an answer."""
    if response.is_redirect:
        raise UnexpectedError("Microsoft Graph pointed somewhere else, where Linkgate does not follow.")


def _ask(
    url: str, *, method: Method = Method.GET, accept: str = "application/json", is_eventual: bool = False
) -> RequestInformation:
    """Build a request. Counts, searches and casts need Graph's index, which lags; nothing else is asked of it."""
    request = RequestInformation(method)
    request.url = url
    request.headers.add("Accept", accept)
    if is_eventual:
        request.headers.add("ConsistencyLevel", "eventual")
    return request


def read_objects(page: Mapping[str, Any]) -> Objects:
    """Read a page of a list."""
    found = page.get("value")
    if not isinstance(found, list):
        raise UnexpectedError("Microsoft Graph answered with something that is no list.")
    return [_check_object(one) for one in found]


def _check_object(found: object) -> dict[str, Any]:
    """Return what has at least an id, as everything in a directory does."""
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise UnexpectedError("Microsoft Graph answered with something that has no id.")
    return found


def _read_wait(cause: object) -> timedelta | None:
    """Read from a refusal for how long Graph asks to be left alone."""
    headers = cause.response_headers if isinstance(cause, APIError) else None
    seconds = read_wait((headers or {}).get("retry-after", ""))
    return None if seconds is None else timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What Graph answered that is no success, for whoever can tell more from it than `PortError` does."""

    status: int
    code: str
    message: str
    request_id: str = ""
    wait: timedelta | None = None


def find_refusal(error: PortError) -> Refusal | None:
    """Find the answer behind *error*; None where there was none, or it was no refusal."""
    cause = error.__cause__
    if not isinstance(cause, APIError):
        return None
    main = cause.error if isinstance(cause, ODataError) else None
    return Refusal(
        status=cause.response_status_code or 0,
        code=error.code,
        message=(main.message if main else None) or "",
        request_id=error.request_id,
        wait=_read_wait(cause),
    )


def _explain(error: APIError, needs: str) -> PortError:
    """Say in an admin's words what Graph answered, and what to do next."""
    status, headers = error.response_status_code or 0, error.response_headers or {}
    main = error.error if isinstance(error, ODataError) else None
    marks = {"code": (main.code if main else None) or str(status), "request_id": headers.get("request-id", "")}
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return NotPermittedError(
                "Microsoft Graph did not accept Linkgate's sign-in. Check its app registration.", **marks
            )
        case HTTPStatus.FORBIDDEN:
            return NotPermittedError(
                f"Microsoft Graph does not let Linkgate see this. Grant its app the permission {needs}.", **marks
            )
        case HTTPStatus.NOT_FOUND:
            return NotFoundError("Microsoft Entra has no such account or group.", **marks)
        case _ if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return UnreachableError("Microsoft Graph is too busy or has a fault. Try again in a few minutes.", **marks)
        case _:
            return UnexpectedError("Microsoft Graph answered in a way nobody has described.", **marks)
