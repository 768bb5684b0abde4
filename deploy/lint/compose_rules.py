"""What compose.yaml promises and no schema knows: who can be reached, who gets out, which file holds which secret."""

import re
import sys

import yaml


def seconds(text: str) -> int:
    return int(re.fullmatch(r"(\d+)s", text)[1])


def check(compose: dict) -> list[str]:
    found = []
    services = compose["services"]
    for name, service in services.items():
        for port in service.get("ports", []):
            if name != "api" or not str(port).startswith("127.0.0.1:"):
                found.append(f"{name}: only the API is published, and on 127.0.0.1 only: {port}")
        if name != "api" and service.get("networks") != ["inside"]:
            found.append(f"{name}: must be in the network `inside` alone")
        if service.get("cap_drop") != ["ALL"] or service.get("read_only") is not True:
            found.append(f"{name}: not hardened")
        if not re.search(r":[^:]*\d", service["image"]) or service["image"].endswith(":latest"):
            found.append(f"{name}: the image has no version: {service['image']}")
        if name != "admin" and "limits" not in service.get("deploy", {}).get("resources", {}):
            found.append(f"{name}: no limits")
        for variable, value in service.get("environment", {}).items():
            if re.search(r"(PASSWORD|_KEY|_URL)$", variable):
                found.append(f"{name}: {variable} is no file")
            if variable.endswith("_FILE") and str(value).removeprefix("/run/secrets/") not in service.get("secrets", []):
                found.append(f"{name}: {variable} names a secret it is not given: {value}")
    if compose["networks"]["inside"].get("internal") is not True:
        found.append("the network `inside` must be internal")
    worker = services["worker"]
    if seconds(worker["stop_grace_period"]) <= int(worker["environment"]["PALIMPSEST_WORKER_DRAIN_SECONDS"]):
        found.append("worker: stop_grace_period must be longer than it takes to drain")
    return found


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        complaints = check(yaml.safe_load(file))
    print("\n".join(complaints))
    raise SystemExit(1 if complaints else 0)
