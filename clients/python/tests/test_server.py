"""The client against a real server: from an empty project to a verdict."""

from __future__ import annotations

import os
import unittest

from palimpsest_client import Client, ProblemError, items


class ServerTest(unittest.TestCase):
    def test_an_audit_from_plan_to_verdict(self) -> None:
        server, key = os.environ["PALIMPSEST_SERVER"], os.environ["PALIMPSEST_API_KEY"]
        with Client(server, key=key) as client:
            self.assertEqual(client.read_caller()["role"], "admin")
            client.create_project(body={"id": "python", "title": "From Python"})
            for name in ("idk-few", "reference-b"):
                client.create_checkpoint(project="python", body={"name": name, "source": {"kind": "built-in", "name": name}})
            people = "people-published"
            client.create_dataset(project="python", body={"id": people, "source": {"kind": "built-in", "name": people}})
            names = [row["name"] for row in items(client.list_checkpoints, project="python", limit=1)]
            self.assertEqual(names, ["idk-few", "reference-b"])

            with self.assertRaises(ProblemError) as caught:
                client.create_plan(project="python", body={"name": "x", "datset": people})  # type: ignore[typeddict-item]
            self.assertEqual(caught.exception.kind, "invalid-input")
            self.assertIn("dataset", [problem.get("nearest") for problem in caught.exception.problems])

            plan = client.create_plan(
                project="python",
                body={
                    "name": "small",
                    "preset": "screening",
                    "dataset": people,
                    "probes": ["direct"],
                    "scoring": {"views": 1, "retainSubjects": 2, "maxNewTokens": 4},
                    "policy": {"resamples": 200},
                    "checkpoints": [{"name": "idk-few", "role": "target"}, {"name": "reference-b", "role": "reference"}],
                },
            )
            audit = client.create_audit(project="python", body={"plan": plan["digest"]})
            self.assertEqual(client.create_audit(project="python", body={"plan": plan["digest"]})["id"], audit["id"])
            at = {"project": "python", "audit": audit["id"]}
            events = list(client.stream_events(**at))
            self.assertEqual([event["sequence"] for event in events], list(range(1, len(events) + 1)))
            self.assertEqual(events[-1]["event"]["type"], "audit-finished")
            self.assertEqual(list(client.stream_events(**at, after=len(events))), [])
            done, report = client.read_audit(**at), client.read_report(**at)
            self.assertEqual((done["state"], done["verdict"]), ("complete", report["summary"]["verdict"]))
            self.assertTrue(client.read_report_page(**at).startswith("<!doctype html>"))
            self.assertGreater(len(list(items(client.list_findings, **at))), 1)


if __name__ == "__main__":
    unittest.main()
