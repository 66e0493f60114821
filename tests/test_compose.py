"""The compose file, the image and the code say the same."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from breachcomm import env, processes

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "scheduler")

pytestmark = pytest.mark.once


def test_every_process_has_its_service():
    assert set(SERVICES) == {"database", "queue", *OURS}


def test_every_variable_is_one_that_breachcomm_knows():
    known = {each.name for each in env.VARIABLES}
    files = {f"{each.name}_FILE" for each in env.VARIABLES if each.secret}
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= known | files


def test_what_compose_hands_over_is_a_valid_production_configuration(tmp_path):
    environ = {
        name: value.replace("${BREACHCOMM_TIME_ZONE:-UTC}", "UTC")
        for name, value in SERVICES["web"]["environment"].items()
    }
    environ["BREACHCOMM_URL"] = "https://notices.example.org"
    environ["BREACHCOMM_LOG_LEVEL"] = "WARNING"
    for name in ("secret_key", "database_url"):
        (tmp_path / name).write_text(_made_secrets(tmp_path)[name])
        variable = next(each for each, value in environ.items() if value == f"/run/secrets/{name}")
        environ[variable] = str(tmp_path / name)
    config = env.read(environ)
    assert config.database_url.host in SERVICES
    assert config.redis_url.split("//")[1].split(":")[0] in SERVICES
    database = SERVICES["database"]["environment"]
    assert config.database_url.name == database["POSTGRES_DB"]
    assert config.database_url.user == database["POSTGRES_USER"]


def _made_secrets(folder):
    """What script/secrets writes, in a folder of our own."""
    script = folder / "script"
    script.mkdir(exist_ok=True)
    (script / "secrets").write_text((ROOT / "script" / "secrets").read_text(encoding="utf-8"))
    subprocess.run(["bash", script / "secrets"], check=True, capture_output=True)
    return {path.name: path.read_text().strip() for path in (folder / "secrets").iterdir()}


def test_the_log_of_the_database_does_not_quote_what_people_wrote():
    told = SERVICES["database"]["command"]
    assert {"log_error_verbosity=terse", "log_min_error_statement=panic"} <= set(told)


def test_secrets_are_made_once_and_agree_with_each_other(tmp_path):
    first = _made_secrets(tmp_path)
    assert _made_secrets(tmp_path) == first
    assert set(first) == set(COMPOSE["secrets"])
    assert f":{first['database_password']}@" in first["database_url"]


def test_no_secret_stands_in_the_compose_file():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            assert not re.search(r"SECRET|PASSWORD|DATABASE_URL", name) or name.endswith("_FILE")
            assert "@" not in value


def test_commands_are_those_of_the_one_machine_runner():
    web, worker = SERVICES["web"]["command"], SERVICES["worker"]["command"]
    assert web[: len(processes.WEB) + 1] == ["gunicorn", *processes.WEB]
    assert worker[0] == "celery"
    assert set(processes.WORKER) <= set(worker)
    assert SERVICES["scheduler"]["command"] == ["python", "manage.py", *processes.SCHEDULER]


def test_management_commands_exist():
    for name in ("migrate", "scheduler"):
        assert SERVICES[name]["command"][2] in get_commands()


def test_the_image_starts_what_the_web_service_starts():
    command = re.search(r"^CMD (\[.*\])", DOCKERFILE, re.MULTILINE | re.DOTALL)[1]
    assert json.loads(command.replace("\\\n", "")) == SERVICES["web"]["command"]


def test_the_image_sets_only_variables_that_breachcomm_knows():
    named = set(re.findall(r"\b(BREACHCOMM_\w+|DATABASE_URL|REDIS_URL)=", DOCKERFILE))
    assert "BREACHCOMM_DATA_DIR" in named
    assert named <= {each.name for each in env.VARIABLES}


def test_the_image_has_the_libraries_the_bootstrap_installs():
    bootstrap = (ROOT / "script" / "bootstrap").read_text(encoding="utf-8")
    debian = bootstrap.partition("missing_debian() {")[2].partition("kind = dev")[0]
    libraries = re.findall(r"echo (lib\S+)", debian)
    assert len(libraries) == 3
    assert all(each in DOCKERFILE for each in libraries)


def test_the_image_takes_in_every_folder_the_code_lies_in():
    taken = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for folder in ("breachcomm", "incidents", "statements", "templates", "static", "manage.py"):
        assert f"!{folder}\n" in taken
        assert (ROOT / folder).exists()


def test_containers_run_without_privileges_on_a_read_only_file_system():
    assert re.search(r"^USER 10001$", DOCKERFILE, re.MULTILINE)
    for name in OURS:
        service = SERVICES[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_data_folder_is_a_named_volume_everywhere():
    folder = re.search(r"BREACHCOMM_DATA_DIR=(/data)\b", DOCKERFILE)[1]
    for name in OURS:
        assert f"data:{folder}" in SERVICES[name]["volumes"]
    assert set(COMPOSE["volumes"]) == {"data", "database", "queue"}


def test_the_queue_survives_a_restart_and_throws_nothing_away():
    command = " ".join(SERVICES["queue"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_everything_that_keeps_running_has_a_health_check():
    for name in set(SERVICES) - {"migrate"}:
        assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    for name in ("web", "worker", "scheduler"):
        assert SERVICES[name]["healthcheck"]["test"][-2:] == ["breachcomm.probe", name]


def test_only_the_web_service_is_reachable_and_only_from_this_machine():
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["web"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
