"""Rewards for trainers, from a Campforge reward server (``campforge serve``).

One file of Python's standard library, for Python 3.9 and newer. What each trainer calls:

* veRL: ``compute_score``, for one response or, with plurals, for a batch
* TRL: ``reward(prompts, completions, **columns)``
* OpenRLHF: ``reward_func(queries, prompts, labels)``
* XTuner: ``judge(response, label, extra_info)``
* slime: ``slime_reward(args, sample)``
* anything else: ``RewardClient().score([(ground_truth, response), ...])``

The environment says where the server is and what a score is worth:

* ``CAMPFORGE_URL``: its address, ``http://127.0.0.1:8642`` unless said otherwise
* ``CAMPFORGE_TOKEN``: its token, where it asks for one
* ``CAMPFORGE_REWARDS``: a ``rewards.json``, else the one beside this file, if there is one
* ``CAMPFORGE_ON_ERROR``: ``raise``, or the reward of a response whose verification failed

A fault is never a score of 0. What may pass is tried again, with growing pauses, for two minutes; what does not
pass raises ``RewardServerError``. A verification that fails by itself gives ``None`` where the trainer leaves such
rows out, and raises ``VerificationError`` elsewhere, unless ``CAMPFORGE_ON_ERROR`` says otherwise.
"""

from __future__ import annotations

import asyncio
import collections
import concurrent.futures
import functools
import http.client
import json
import logging
import operator
import os
import random
import runpy
import ssl
import sys
import threading
import time
import types
import urllib.parse
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

__all__ = [
    "Result",
    "RewardClient",
    "RewardServerError",
    "VerificationError",
    "compute_score",
    "judge",
    "reward",
    "reward_func",
    "slime_reward",
]
__version__ = "1.0.0"

DEFAULT_URL = "http://127.0.0.1:8642"

log = logging.getLogger("campforge_reward")

GroundTruth = Union[str, Mapping[str, Any]]
"""The ``ground_truth`` of a row: its text, or the object that the text stands for."""

Item = Tuple[GroundTruth, str]
"""What is scored: the ground truth of a case, and a response to it."""

ABOUT_THE_RESPONSE = frozenset(
    [
        "verifier-threw",
        "verifier-timed-out",
        "verifier-out-of-memory",
        "model-verifier-unclear",
        "response-too-long",
    ]
)
"""Errors that concern one response and leave the others alone; any other means that something is set up wrongly."""

MOST_IDLE = 64
"""Connections that a client keeps open, whatever number of threads has used it at once."""

TOO_MUCH_AT_ONCE = frozenset(["list-too-long", "body-too-large"])
PASSING_STATUSES = frozenset([408, 425, 429, 500, 502, 503, 504])


class RewardServerError(RuntimeError):
    """The server could not be asked, or refused the request; nothing was scored."""

    def __init__(
        self,
        message: str,
        code: str = "unreachable",
        retryable: bool = False,
        retry_after: Optional[float] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.retryable = retryable
        self.retry_after = retry_after

    def __reduce__(self) -> Tuple[Any, ...]:
        # Whoever gets it from another process may be unable to import this file.
        return (RuntimeError, (str(self),))


class VerificationError(RuntimeError):
    """A verification failed by itself. The response was not scored, and it is not its fault."""

    def __reduce__(self) -> Tuple[Any, ...]:
        return (RuntimeError, (str(self),))


class Result(NamedTuple):
    """What became of one response: ``scored`` or ``unparsable`` with a score, or ``error`` with a code."""

    status: str
    score: Optional[float] = None
    code: str = ""
    detail: str = ""


class RewardClient:
    """A client of ``POST /v1/score``: batches, retries with back-off, and connections kept open for all threads."""

    def __init__(
        self,
        url: Optional[str] = None,
        token: Optional[str] = None,
        *,
        timeout: float = 60.0,
        patience: float = 120.0,
        batch: int = 64,
        threads: int = 8,
    ) -> None:
        """``timeout`` is of one request, ``patience`` of all tries at it, in seconds; ``batch`` items go in one
        request, and ``threads`` requests are under way at once."""
        text = url or os.environ.get("CAMPFORGE_URL") or DEFAULT_URL
        parts = urllib.parse.urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("CAMPFORGE_URL: expected an address such as %s, not %r" % (DEFAULT_URL, text))
        self.url = text.rstrip("/")
        self._secure = parts.scheme == "https"
        self._address = (parts.hostname, parts.port or (443 if self._secure else 80))
        self._path = parts.path.rstrip("/")
        self._token = token if token is not None else os.environ.get("CAMPFORGE_TOKEN", "")
        self._timeout = timeout
        self._patience = patience
        self._batch = batch
        self._threads = threads
        self._idle: "collections.deque[http.client.HTTPConnection]" = collections.deque()
        self._pool: Optional[concurrent.futures.ThreadPoolExecutor] = None
        self._lock = threading.Lock()

    def score(self, items: Iterable[Item]) -> List[Result]:
        """Scores responses; results come in the order of the items. Raises RewardServerError."""
        bodies = [{"ground_truth": _as_text(truth), "response": response} for truth, response in items]
        parts = [bodies[start : start + self._batch] for start in range(0, len(bodies), self._batch)]
        if len(parts) <= 1:
            return self._score_part(bodies) if bodies else []
        return [one for part in self._executor().map(self._score_part, parts) for one in part]

    def close(self) -> None:
        """Closes the connections and ends the threads."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown()
        while self._idle:
            self._idle.pop().close()

    def post(self, path: str, body: Any) -> Any:
        """Posts JSON and returns the JSON of the reply; tries again what may pass. Raises RewardServerError."""
        payload = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        until = time.monotonic() + self._patience
        tried = 0
        while True:
            tried += 1
            try:
                return self._post_once(path, payload)
            except RewardServerError as error:
                wait = _pause(tried, error.retry_after)
                if not error.retryable or time.monotonic() + wait > until:
                    raise
                log.warning("%s; try %d in %.1f s", error, tried + 1, wait)
                time.sleep(wait)

    def _executor(self) -> concurrent.futures.ThreadPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = concurrent.futures.ThreadPoolExecutor(self._threads, "campforge")
            return self._pool

    def _score_part(self, bodies: Sequence[Mapping[str, str]]) -> List[Result]:
        """Scores one request's worth; items with an error that may pass are sent again by themselves."""
        results: List[Optional[Result]] = [None] * len(bodies)
        open_items = list(range(len(bodies)))
        until = time.monotonic() + self._patience
        tried = 0
        while open_items:
            tried += 1
            replies = self._ask([bodies[index] for index in open_items])
            passing = []
            for index, reply in zip(open_items, replies):
                if reply.get("status") == "error" and reply.get("retryable") is True:
                    passing.append((index, reply))
                else:
                    results[index] = _read_result(reply)
            open_items = [index for index, _ in passing]
            if open_items:
                wait = _pause(tried, None)
                if time.monotonic() + wait > until:
                    reply = passing[0][1]
                    raise RewardServerError(str(reply.get("message")), str(reply.get("code")), True)
                log.warning("%d of %d responses are tried again in %.1f s", len(passing), len(bodies), wait)
                time.sleep(wait)
        return [one for one in results if one is not None]

    def _ask(self, bodies: Sequence[Mapping[str, str]]) -> List[Dict[str, Any]]:
        """The replies to some items; a list that the server finds too long goes in two."""
        try:
            reply = self.post("/v1/score", {"items": bodies})
        except RewardServerError as error:
            if error.code not in TOO_MUCH_AT_ONCE:
                raise
            if len(bodies) == 1:
                return [{"status": "error", "code": "response-too-long", "message": str(error)}]
            half = len(bodies) // 2
            return self._ask(bodies[:half]) + self._ask(bodies[half:])
        replies = reply.get("results") if isinstance(reply, dict) else None
        if not isinstance(replies, list) or len(replies) != len(bodies):
            raise RewardServerError("%s: is no Campforge reward server of this version" % self.url, "protocol")
        return replies

    def _post_once(self, path: str, payload: bytes) -> Any:
        headers = {"content-type": "application/json", "accept": "application/json"}
        if self._token:
            headers["authorization"] = "Bearer " + self._token
        while True:
            connection, is_fresh = self._connect()
            try:
                connection.request("POST", self._path + path, payload, headers)
                response = connection.getresponse()
                content = response.read()
                break
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if is_fresh or not isinstance(error, ConnectionError):
                    raise RewardServerError(
                        "%s: cannot be reached: %s; is campforge serve running?" % (self.url, _describe(error)),
                        retryable=True,
                    ) from error
                # The server has closed a connection that was idle: no try of its own.
        if response.will_close or len(self._idle) >= MOST_IDLE:
            connection.close()
        else:
            self._idle.append(connection)
        if response.status == 200:
            try:
                return json.loads(content)
            except ValueError as error:
                raise RewardServerError("%s: answered with what is no JSON" % self.url, "protocol") from error
        raise _refusal(self.url, response, content)

    def _connect(self) -> Tuple[http.client.HTTPConnection, bool]:
        try:
            return self._idle.pop(), False
        except IndexError:
            host, port = self._address
            if self._secure:
                context = ssl.create_default_context()
                return http.client.HTTPSConnection(host, port, timeout=self._timeout, context=context), True
            return http.client.HTTPConnection(host, port, timeout=self._timeout), True


def _refusal(url: str, response: http.client.HTTPResponse, content: bytes) -> RewardServerError:
    """What a reply other than 200 means: by its body where it is the server's, else by its status."""
    try:
        body = json.loads(content)
    except ValueError:
        body = {}
    if not isinstance(body, dict):
        body = {}
    retryable = body.get("retryable")
    return RewardServerError(
        "%s: HTTP %d: %s" % (url, response.status, body.get("message") or response.reason),
        str(body.get("code", "http-%d" % response.status)),
        retryable if isinstance(retryable, bool) else response.status in PASSING_STATUSES,
        _seconds(response.getheader("retry-after")),
    )


def _pause(tried: int, asked: Optional[float]) -> float:
    """Seconds until the next try: what the server asks for, or twice as long as before, up to 10; never all at once."""
    base = min(0.25 * 2 ** min(tried - 1, 10), 10.0) if asked is None else asked
    return base * (0.5 + random.random()) if asked is None else base + random.random()


def _seconds(text: Optional[str]) -> Optional[float]:
    return min(float(text), 60.0) if text is not None and text.isdigit() else None


def _describe(error: BaseException) -> str:
    return str(error) or type(error).__name__


def _as_text(truth: GroundTruth) -> str:
    return truth if isinstance(truth, str) else json.dumps(truth, ensure_ascii=False)


def _read_result(reply: Mapping[str, Any]) -> Result:
    status = str(reply.get("status"))
    if status in ("scored", "unparsable"):
        return Result(status, float(reply["score"]), detail=str(reply.get("answer", reply.get("reason", ""))))
    return Result("error", None, str(reply.get("code", "")), str(reply.get("message", "")))


# One process has one client for each address, also where a trainer loads this file more than once.
_SHARED: Any = sys.modules.setdefault("_campforge_reward_shared", types.ModuleType("_campforge_reward_shared"))
if not hasattr(_SHARED, "clients"):
    _SHARED.clients = {}
    _SHARED.lock = threading.Lock()


def _forget_clients() -> None:
    _SHARED.clients = {}
    _SHARED.lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    # Neither connections nor a lock that another thread holds are of use to a forked child.
    os.register_at_fork(after_in_child=_forget_clients)


def _client(url: Optional[str] = None) -> RewardClient:
    address = url or os.environ.get("CAMPFORGE_URL") or DEFAULT_URL
    key = (address, os.environ.get("CAMPFORGE_TOKEN", ""))
    with _SHARED.lock:
        if key not in _SHARED.clients:
            _SHARED.clients[key] = RewardClient(address)
        return _SHARED.clients[key]  # type: ignore[no-any-return]


@functools.lru_cache(maxsize=8)
def _read_rewards(path: str) -> Dict[str, Dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    if not isinstance(content, dict) or content.get("rewards") != 1 or not isinstance(content.get("bootcamps"), dict):
        raise ValueError('%s: expected {"rewards": 1, "bootcamps": {...}}, as campforge export writes it' % path)
    return content["bootcamps"]  # type: ignore[no-any-return]


def _rewards() -> Dict[str, Dict[str, Any]]:
    path = os.environ.get("CAMPFORGE_REWARDS")
    if path:
        return _read_rewards(path)
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rewards.json")
    return _read_rewards(beside) if os.path.exists(beside) else {}


def _shape(result: Result, truth: GroundTruth) -> Optional[float]:
    """What a result is worth, by ``rewards.json``: threshold, then format score, then scale; None for an error."""
    if result.score is None:
        return None
    if result.status == "unparsable":
        return 0.0
    rewards = _rewards()
    content = json.loads(truth) if isinstance(truth, str) else truth
    task = rewards.get(content.get("bootcamp", ""), {}) if rewards else {}
    score, threshold = result.score, task.get("pass_threshold")
    if threshold is not None:
        score = 1.0 if score >= threshold else 0.0
    if score == 0:
        score = float(task.get("format_score", 0.0))
    return float(task.get("scale", 1.0)) * score


def _reward_all(items: Sequence[Item], url: Optional[str]) -> List[Tuple[Optional[float], Result]]:
    """The reward and the result of each item. Raises RewardServerError for what concerns more than one response."""
    results = _client(url).score(items)
    for result in results:
        if result.status == "error" and result.code not in ABOUT_THE_RESPONSE:
            raise RewardServerError(result.detail, result.code)
    return [(_shape(result, truth), result) for (truth, _), result in zip(items, results)]


def _or_raise(value: Optional[float], result: Result, on_error: Union[str, float, None]) -> float:
    """The reward, or what stands in for it where the verification failed."""
    if value is not None:
        return value
    choice = on_error if on_error is not None else os.environ.get("CAMPFORGE_ON_ERROR", "raise")
    if choice == "raise":
        raise VerificationError("not scored: %s: %s" % (result.code, result.detail))
    log.warning("not scored, rewarded with %s: %s: %s", choice, result.code, result.detail)
    return float(choice)


class _ByPath:
    """This file's content, for a pickle: run anew from its path, for whoever cannot import it by name."""

    def __reduce__(self) -> Tuple[Any, ...]:
        return (runpy.run_path, (os.path.abspath(__file__),))


class _Portable:
    """A function that can be pickled though its module was loaded from a path, as veRL does: its prime manager
    sends it to processes, and turns whatever fails there, that included, into a reward of 0."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self._function = function

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self._function(*args, **named)

    def __reduce__(self) -> Tuple[Any, ...]:
        return (operator.getitem, (_ByPath(), self._function.__name__))


@_Portable
def compute_score(
    data_source: Optional[str] = None,
    solution_str: Optional[str] = None,
    ground_truth: Optional[GroundTruth] = None,
    extra_info: Optional[Mapping[str, Any]] = None,
    *,
    data_sources: Optional[Sequence[str]] = None,
    solution_strs: Optional[Sequence[str]] = None,
    ground_truths: Optional[Sequence[GroundTruth]] = None,
    extra_infos: Optional[Sequence[Mapping[str, Any]]] = None,
    url: Optional[str] = None,
    on_error: Union[str, float, None] = None,
    **_unused: Any,
) -> Union[float, List[float]]:
    """veRL's reward function: one response gives a float; with plurals, as from its batch manager, a list of them.

    ``reward_kwargs`` may hold ``url`` and ``on_error``, which is ``raise`` or a number. What veRL adds for reward
    models is accepted and not used.
    """
    if solution_strs is not None or ground_truths is not None:
        if solution_strs is None or ground_truths is None or len(solution_strs) != len(ground_truths):
            raise TypeError("compute_score: expected solution_strs and ground_truths of one length")
        rewarded = _reward_all(list(zip(ground_truths, solution_strs)), url)
        return [_or_raise(value, result, on_error) for value, result in rewarded]
    if solution_str is None or ground_truth is None:
        raise TypeError("compute_score: expected solution_str and ground_truth, or their plurals")
    [(value, result)] = _reward_all([(ground_truth, solution_str)], url)
    return _or_raise(value, result, on_error)


def reward(
    prompts: Sequence[Any],
    completions: Sequence[Any],
    *,
    ground_truth: Optional[Sequence[GroundTruth]] = None,
    reward_model: Optional[Sequence[Mapping[str, Any]]] = None,
    log_metric: Optional[Callable[[str, float], None]] = None,
    **columns: Any,
) -> List[Optional[float]]:
    """TRL's reward function. The data set's column ``ground_truth`` says what is scored; completions are texts or
    conversations. A verification that fails gives None, which TRL leaves out."""
    truths = ground_truth if ground_truth is not None else [one["ground_truth"] for one in reward_model or []]
    if len(truths) != len(completions):
        raise TypeError("reward: expected a column ground_truth, as in a data set of campforge export trl")
    rewarded = _reward_all([(truth, _last_text(one)) for truth, one in zip(truths, completions)], None)
    if log_metric is not None and rewarded:
        for name in ("unparsable", "error"):
            share = sum(result.status == name for _, result in rewarded) / len(rewarded)
            log_metric("campforge/" + name, share)
    return [value for value, _ in rewarded]


def _last_text(completion: Any) -> str:
    """The text of a completion: its own, or that of the last message of a conversation."""
    if isinstance(completion, str):
        return completion
    content = completion[-1].get("content") if completion else ""
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content if isinstance(part, dict))
    return content or ""


SPECIAL_TOKENS = ("</s>", "<eos>", "<end_of_turn>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|end|>")


def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[str], **_unused: Any) -> Dict[str, Any]:
    """OpenRLHF's reward function: a query is the prompt with the response behind it, special tokens included."""
    items = [(label, _response_of(query, prompt)) for query, prompt, label in zip(queries, prompts, labels)]
    rewards: Any = [_or_raise(value, result, None) for value, result in _reward_all(items, None)]
    if "torch" in sys.modules:
        rewards = sys.modules["torch"].tensor(rewards)
    return {"rewards": rewards, "scores": rewards, "extra_logs": {}}


def _response_of(query: str, prompt: str) -> str:
    text = query[len(prompt) :] if query.startswith(prompt) else query
    stripped = text.rstrip()
    while stripped.endswith(SPECIAL_TOKENS):
        token = next(one for one in SPECIAL_TOKENS if stripped.endswith(one))
        stripped = text = stripped[: -len(token)].rstrip()
    return text


def judge(response: str, label: GroundTruth, extra_info: Optional[Mapping[str, Any]] = None) -> Dict[str, float]:
    """XTuner's reward handler: what it returns becomes the reward of the rollout."""
    [(value, result)] = _reward_all([(label, response)], None)
    return {"score": _or_raise(value, result, None)}


async def slime_reward(args: Any, sample: Any, **_unused: Any) -> Any:
    """slime's custom reward: of one sample a float, of a list of them, as with ``--group-rm``, a list."""
    samples = sample if isinstance(sample, list) else [sample]
    items = [(one.label, one.response) for one in samples]
    rewarded = await asyncio.get_running_loop().run_in_executor(None, _reward_all, items, None)
    rewards = [_or_raise(value, result, None) for value, result in rewarded]
    return rewards if isinstance(sample, list) else rewards[0]
