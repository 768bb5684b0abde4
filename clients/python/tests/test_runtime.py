"""The runtime against a server that answers as it is told."""

from __future__ import annotations

import json
import threading
import unittest
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from palimpsest_client import AddressError, Client, ProblemError, UnexpectedAnswerError, UnreachableError, items
from palimpsest_client.events import Message, messages_in

Script = Callable[["Handler", int], None]


class Handler(BaseHTTPRequestHandler):
    server: StandIn

    def answer(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self.server.asked.append((self.command, self.path, dict(self.headers.items()), self.rfile.read(length)))
        self.server.script(self, len(self.server.asked) - 1)

    do_GET = do_POST = do_DELETE = answer

    def send(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, body: Any) -> None:
        self.send(200, "application/json; charset=utf-8", json.dumps(body).encode())

    def problem(self, status: int, kind: str, **headers: str) -> None:
        body = {"type": f"/problems/{kind}", "title": kind, "status": status, "detail": f"about {kind}", "instance": "r"}
        self.send(status, "application/problem+json", json.dumps(body).encode(), **headers)

    def events(self, text: str) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        pass


class StandIn(ThreadingHTTPServer):
    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class RuntimeTest(unittest.TestCase):
    def client(self, script: Script, **options: Any) -> tuple[Client, StandIn]:
        server = StandIn(script)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        client = Client(server.url, key="pal_secret", backoff=0.001, **options)
        self.addCleanup(client.close)
        return client, server

    def test_parameters_go_into_path_and_query(self) -> None:
        client, server = self.client(lambda handler, _: handler.json({"items": [], "next": None}))
        client.list_audits(project="a b/c", state="running", limit=7)
        _, path, headers, _ = server.asked[0]
        self.assertEqual(path, "/api/v1/projects/a%20b%2Fc/audits?limit=7&state=running")
        self.assertEqual(headers["authorization"], "Bearer pal_secret")

    def test_a_name_never_asks_for_another_route(self) -> None:
        client, server = self.client(lambda handler, _: handler.json({}))
        for name in ("", ".", ".."):
            with self.assertRaisesRegex(ValueError, "project: a name is needed"):
                client.read_project(project=name)
        self.assertEqual(server.asked, [])

    def test_a_problem_has_its_kind(self) -> None:
        client, _ = self.client(lambda handler, _: handler.problem(404, "not-found"))
        with self.assertRaises(ProblemError) as caught:
            client.read_project(project="p")
        self.assertEqual((caught.exception.kind, caught.exception.status), ("not-found", 404))

    def test_the_page_of_another_program_is_no_answer(self) -> None:
        client, _ = self.client(lambda handler, _: handler.send(200, "text/html", b"<h1>"))
        with self.assertRaisesRegex(UnexpectedAnswerError, "text/html where JSON was expected"):
            client.read_caller()

    def test_redirects_are_not_followed(self) -> None:
        _, elsewhere = self.client(lambda handler, _: handler.json({}))
        client, _ = self.client(lambda handler, _: handler.send(307, "text/plain", b"", location=elsewhere.url))
        with self.assertRaisesRegex(UnexpectedAnswerError, "redirects to") as caught:
            client.read_caller()
        self.assertEqual(elsewhere.asked, [])
        self.assertNotIn("secret", repr(client) + str(caught.exception))

    def test_what_is_made_is_sent_again_under_one_key(self) -> None:
        def flaky(handler: Handler, count: int) -> None:
            if count == 0:
                handler.connection.close()
            elif count == 1:
                handler.problem(409, "conflict", retry_after="0")
            else:
                handler.json({"id": "acme"})

        client, server = self.client(flaky)
        client.create_project(body={"id": "acme", "title": "ACME"})
        keys = {headers["idempotency-key"] for _, _, headers, _ in server.asked}
        self.assertEqual((len(server.asked), len(keys)), (3, 1))

    def test_what_might_be_done_twice_is_not_sent_again(self) -> None:
        client, server = self.client(lambda handler, _: handler.connection.close())
        with self.assertRaises(UnreachableError):
            client.create_key(body={"name": "k", "role": "auditor"})
        self.assertEqual(len(server.asked), 1)

    def test_items_go_through_all_pages(self) -> None:
        def pages(handler: Handler, count: int) -> None:
            handler.json({"items": [{"id": count}], "next": f"after-{count}" if count < 2 else None})

        client, server = self.client(pages)
        self.assertEqual([row["id"] for row in items(client.list_projects, limit=1)], [0, 1, 2])
        self.assertEqual(server.asked[2][1], "/api/v1/projects?limit=1&cursor=after-1")

    def test_events_go_on_behind_the_last_one(self) -> None:
        def stream(handler: Handler, count: int) -> None:
            if count == 1:
                handler.problem(503, "not-ready", retry_after="0")
            else:
                texts = {0: 'id: 1\ndata: {"sequence":1}\n\nid: 2\ndata: {"seq', 2: 'id: 2\ndata: {"sequence":2}\n\n'}
                handler.events(texts.get(count, ""))

        client, server = self.client(stream)
        events = list(client.stream_events(project="p", audit="a"))
        self.assertEqual([event["sequence"] for event in events], [1, 2])
        lasts = [headers.get("last-event-id") for _, _, headers, _ in server.asked]
        self.assertEqual(lasts, [None, "1", "1", "2"])


class EventsTest(unittest.TestCase):
    text = '\ufeffid: 1\ndata: {"a":"é😀"}\n\n: here\r\n\r\nid:2\rdata:one\rdata: two\r\rdata\n\ndata: half'

    def test_pieces_of_any_size(self) -> None:
        expected = [
            Message("1", '{"a":"é😀"}'),
            Message(None, None),
            Message("2", "one\ntwo"),
            Message("2", ""),
        ]
        raw = self.text.encode()
        for size in (1, 2, 3, 5, 1000):
            pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
            self.assertEqual(list(messages_in(pieces)), expected, size)


class AddressTest(unittest.TestCase):
    def test_what_the_key_is_sent_to(self) -> None:
        for good in ("https://a.test/", "http://localhost:1", "http://127.0.0.1", "http://[::1]:80"):
            Client(good, key="pal_x").close()
        Client("http://a.test", key="pal_x", allow_plain_http=True).close()

    def test_what_it_is_not_sent_to(self) -> None:
        for bad in ("http://a.test", "http://127.0.0.1.a.test", "https://me:word@a.test", "a.test", "ftp://a", "", "https://a:b"):
            with self.subTest(bad), self.assertRaises(AddressError):
                Client(bad, key="pal_x")
        with self.assertRaisesRegex(AddressError, "no key has") as caught:
            Client("https://a.test", key="pal_secret\n")
        self.assertNotIn("secret", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
