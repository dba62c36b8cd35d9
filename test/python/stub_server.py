"""A reward server that answers as it is told, for tests of the client."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, List, Optional, Tuple

Reply = Tuple[int, Dict[str, str], Any]


def score_item(item: Dict[str, str]) -> Dict[str, Any]:
    """Scores by what the response says."""
    response = item["response"]
    if response.startswith("right"):
        return {"status": "scored", "score": 1.0, "answer": response}
    if response.startswith("half"):
        return {"status": "scored", "score": 0.5, "answer": response}
    if response.startswith("none"):
        return {"status": "unparsable", "score": 0.0, "reason": "no answer"}
    if response.startswith("throws"):
        return {"status": "error", "code": "verifier-threw", "message": "it threw", "retryable": False}
    return {"status": "scored", "score": 0.0, "answer": response}


def score_all(body: Dict[str, Any]) -> Reply:
    return 200, {}, {"results": [score_item(item) for item in body["items"]]}


class StubServer:
    """Answers ``POST`` with what ``answers`` says, one function a request, and by ``score_all`` after them."""

    def __init__(self) -> None:
        self.answers: List[Callable[[Dict[str, Any]], Optional[Reply]]] = []
        self.bodies: List[Dict[str, Any]] = []
        self.headers: List[Dict[str, str]] = []
        self.connections = 0
        self._lock = threading.Lock()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Without it, a reply in two writes waits for the client's delayed acknowledgement.
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                with stub._lock:
                    stub.connections += 1

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with stub._lock:
                    stub.bodies.append(body)
                    stub.headers.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                    answer = stub.answers.pop(0) if stub.answers else score_all
                reply = answer(body)
                if reply is None:  # hangs up instead of answering
                    self.close_connection = True
                    return
                status, headers, content = reply
                payload = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(payload)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
