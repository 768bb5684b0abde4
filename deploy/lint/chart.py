"""The chart, by Helm's own engine: lint, then each of ci/*.yaml rendered, against the schemas of Kubernetes and our rules.

`chart.py CHART [VALUES]`; with a file of values it prints what they render to.
"""

import sys
from pathlib import Path

import helm_python as helm
import kubernetes_validate
import yaml

# The oldest that the chart says it is for, and the newest that there are schemas of.
KUBERNETES = ("1.27", "1.37")
# Kinds that clusters learn from somebody else: no schema is at hand.
FOREIGN = {"ServiceMonitor"}


def lint(chart: Path, values: dict) -> list[str]:
    report = helm.lint(chart, values, strict=True, namespace="palimpsest")
    return [message["error"] for message in report["messages"] if message["severity"] >= 2] + report["errors"]


def render(chart: Path, values: dict) -> list[dict]:
    with helm.Chart.load(chart) as loaded:
        loaded.validate_schema(loaded.merge_values(values))
        files = loaded.render(values, name="release", namespace="palimpsest")
    return [document for text in files.values() for document in yaml.safe_load_all(text) if document]


def against_schemas(document: dict) -> list[str]:
    if document["kind"] in FOREIGN:
        return []
    found = []
    for version in KUBERNETES:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            found.append(f"{document['kind']}, Kubernetes {version}, at {list(error.path)}: {error.message}")
    return found


def against_rules(documents: list[dict]) -> list[str]:
    found = []

    def must(holds: bool, what: str) -> None:
        if not holds:
            found.append(what)

    for document in documents:
        kind, name = document["kind"], document["metadata"]["name"]
        must(kind != "Secret", f"{name}: a Secret in the chart would put its content into the release")
        if kind == "ServiceAccount":
            must(document.get("automountServiceAccountToken") is False, f"{name} has a token")
        if kind not in ("Deployment", "Job"):
            continue
        pod = document["spec"]["template"]["spec"]
        security = pod.get("securityContext", {})
        must(pod.get("automountServiceAccountToken") is False, f"{name} has a token")
        must(security.get("runAsNonRoot") is True, f"{name}: runAsNonRoot")
        must(security.get("seccompProfile") == {"type": "RuntimeDefault"}, f"{name}: seccompProfile")
        for container in pod["containers"]:
            own = container.get("securityContext", {})
            must(own.get("readOnlyRootFilesystem") is True, f"{name}: readOnlyRootFilesystem")
            must(own.get("allowPrivilegeEscalation") is False, f"{name}: allowPrivilegeEscalation")
            must(own.get("capabilities") == {"drop": ["ALL"]}, f"{name}: capabilities")
            must("memory" in container["resources"]["limits"], f"{name}: no limit of memory")
            must(not container["image"].endswith(":latest"), f"{name}: the image has no version")
            variables = {variable["name"]: variable.get("value") for variable in container["env"]}
            clear = [key for key in variables if key.endswith(("_KEY", "_URL")) and variables[key] is not None]
            must(not clear, f"{name}: {clear} in clear")
            drain = int(variables.get("PALIMPSEST_WORKER_DRAIN_SECONDS", 0))
            must(pod.get("terminationGracePeriodSeconds", 30) > drain, f"{name}: killed before it is drained")
    for policy in (document for document in documents if document["kind"] == "NetworkPolicy"):
        peers = [peer for rule in policy["spec"].get("egress", []) for peer in rule.get("to", [])]
        must(all(rule.get("to") for rule in policy["spec"].get("egress", [])), "NetworkPolicy: a way out to everybody")
        must(all(peers), "NetworkPolicy: an empty peer is everybody")
    policies = [document["spec"]["policyTypes"] for document in documents if document["kind"] == "NetworkPolicy"]
    must(not policies or ["Ingress", "Egress"] in policies, "NetworkPolicy: none is about Egress")
    names = [(document["kind"], document["metadata"]["name"]) for document in documents]
    must(len(names) == len(set(names)), "two documents have the same kind and name")
    return found


def main(chart: Path, shown: Path | None) -> int:
    if shown:
        print(yaml.safe_dump_all(render(chart, yaml.safe_load(shown.read_text())), sort_keys=False))
        return 0
    complaints = []
    cases = sorted((chart / "ci").glob("*.yaml"))
    for case in cases:
        values = yaml.safe_load(case.read_text())
        try:
            found = lint(chart, values)
            documents = render(chart, values)
            found += [complaint for document in documents for complaint in against_schemas(document)]
            found += against_rules(documents)
        except helm.HelmError as error:
            found = [str(error)]
        complaints += [f"{case.name}: {complaint}" for complaint in found]
    if not cases:
        complaints.append("there are no values in ci/ to render")
    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
