"""The command line: `linkgate serve`, and what is done by hand beside it."""

import argparse
import asyncio
import contextlib
import logging
import os
import pwd
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from bot.app import open_applier, open_archive, open_bot, open_doctor, open_steward, settle
from bot.audit import Examination, export
from bot.bundle import put
from bot.config import ConfigError, Hands, find_key, read_environment, read_settings
from bot.core import summary
from bot.core.chain import Head
from bot.core.change import State
from bot.core.command import LONGEST_REASON, read_number
from bot.core.evidence import read_head
from bot.core.office import OfficeState
from bot.core.office_files import PAGE, write_files
from bot.core.rules import shorten
from bot.core.text import flatten
from bot.demo import play_demo, run_demo
from bot.doctor import Level
from bot.logs import write_lines
from bot.package import pack, read_app_id, read_domain, read_templates
from bot.ports import PortError
from bot.sim.world import read_size

_INTERRUPTED = 128 + signal.SIGINT
"""The exit code by which shells know that Ctrl-C ended a command."""


def run() -> None:
    """Run one of the commands; exit with 1 and sentences on stderr when it cannot."""
    try:
        _carry_out(_read_arguments())
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _carry_out(arguments: argparse.Namespace) -> None:
    try:
        write_lines(arguments.log)
        asyncio.run(arguments.run(arguments))
    except ConfigError as error:
        sys.exit(f"{arguments.trouble}:\n" + "\n".join(f"  - {problem}" for problem in error.problems))
    except (PortError, OSError) as error:
        sys.exit(f"{arguments.trouble}: {error}")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="linkgate", description="LinkedIn account connections, from Teams.")
    parser.set_defaults(trouble="Linkgate cannot start")
    commands = parser.add_subparsers(required=True, metavar="command")
    serve = commands.add_parser("serve", help="run the bot; it is configured by LINKGATE_* in the environment")
    serve.set_defaults(run=_serve, log=logging.INFO)
    applier = commands.add_parser("applier", help="apply what is approved, beside a serve with LINKGATE_HANDS=apart")
    applier.set_defaults(run=_apply, log=logging.INFO)
    doctor = commands.add_parser("doctor", help="look at everything that the bot needs; it may run meanwhile")
    doctor.set_defaults(run=_doctor, log=logging.ERROR)
    resolve = commands.add_parser("resolve", help="close a request whose outcome is unknown, after you have looked")
    resolve.add_argument("request", type=_read_request, metavar="LI-7", help="its number")
    outcome = resolve.add_mutually_exclusive_group(required=True)
    outcome.add_argument("--applied", dest="to", action="store_const", const=State.APPLIED, help="the tenant has it")
    outcome.add_argument("--failed", dest="to", action="store_const", const=State.FAILED, help="the tenant has it not")
    resolve.set_defaults(run=_resolve, log=logging.ERROR)
    rules = commands.add_parser("rules", help="the house rules that LINKGATE_RULES names")
    deeds = rules.add_subparsers(required=True, metavar="command")
    deeds.add_parser("show", help="print them").set_defaults(run=_show_rules, log=logging.ERROR)
    adopt = deeds.add_parser("adopt", help="let them hold, now that you have read them")
    adopt.set_defaults(run=_adopt, log=logging.ERROR)
    for deed in (resolve, adopt):
        deed.add_argument(
            "--reason", type=_read_reason, required=True, help="why; the ledger keeps it, and your account"
        )
    audit = commands.add_parser("audit", help="evidence: the ledger as a file, and whether such a file is sound")
    audit.set_defaults(trouble="The ledger cannot be looked at", log=logging.ERROR)
    _offer_audit(audit.add_subparsers(required=True, metavar="act"))
    manifest = commands.add_parser("manifest", help="write the app package for the Teams admin center, a zip")
    manifest.set_defaults(trouble="The app package cannot be written", run=_package, log=logging.ERROR)
    manifest.add_argument(
        "--app-id", type=_argument(read_app_id), required=True, metavar="GUID", help="of the bot's registration"
    )
    manifest.add_argument(
        "--domain", type=_argument(read_domain), required=True, metavar="HOST", help="where Teams reaches the bot"
    )
    manifest.add_argument(
        "--out", type=Path, default=Path("linkgate.zip"), metavar="FILE", help="(default: %(default)s)"
    )
    _offer_office_files(commands)
    demo = commands.add_parser("demo", help="run the bot in a simulated world, with a page to look at")
    demo.add_argument("--data", type=Path, help="keep the world in this folder, so that it survives a restart")
    demo.add_argument("--users", type=read_size, default=10_000, help="people in the tenant (default: 10,000)")
    way = demo.add_mutually_exclusive_group()
    way.add_argument("--play", action="store_true", help="play the README's conversation and print it")
    way.add_argument(
        "--hands",
        type=Hands,
        choices=(Hands.HERE, Hands.GUIDED),
        default=Hands.HERE,
        help="who makes the changes: Linkgate, or Ada by hand (default: here)",
    )
    demo.add_argument("--read-only", action="store_true", help="nothing is written, as in a maintenance")
    demo.set_defaults(run=_demo, log=logging.WARNING)
    return parser.parse_args()


def _offer_office_files(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    files = commands.add_parser("office-files", help="write files that set the Office policy where there is no Intune")
    files.set_defaults(trouble="The files cannot be written", run=_write_office_files, log=logging.ERROR)
    files.add_argument("--state", choices=tuple(map(str, OfficeState)), required=True, help="what the policy is to be")
    files.add_argument(
        "--out", type=_read_folder, required=True, metavar="DIR", help="the folder for them; made if need be"
    )
    files.add_argument("--force", action="store_true", help="overwrite files of these names that are there")


def _offer_audit(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    exports = acts.add_parser("export", help="write the ledger as lines of JSON; the bot may run meanwhile")
    exports.add_argument("file", type=Path, nargs="?", help="where to (default: standard output)")
    exports.set_defaults(run=_export)
    verifies = acts.add_parser("verify", help="look whether an export is sound; needs neither bot nor database")
    verifies.add_argument("file", type=Path, help="the export")
    verifies.add_argument("--key", type=Path, help="file of the ledger's key (default: where the bot has it)")
    verifies.add_argument("--anchors", type=Path, help="file of the ledger's anchors")
    verifies.add_argument(
        "--anchor",
        metavar="COUNT:SEAL",
        dest="heads",
        type=_read_head,
        action="append",
        default=[],
        help="an anchor as it stands in the channel; may be given several times",
    )
    verifies.set_defaults(run=_verify)
    accepts = acts.add_parser("accept", help="acknowledge that ledger and anchors contradict each other, and go on")
    accepts.add_argument("--reason", required=True, type=_read_reason, help="why they do; kept in the ledger")
    accepts.set_defaults(run=_accept)


def _read_head(text: str) -> Head:
    try:
        return read_head(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("an anchor is written COUNT:SEAL, as in the channel") from error


async def _export(arguments: argparse.Namespace) -> None:
    with contextlib.ExitStack() as stack:
        file: Path | None = arguments.file
        to = stack.enter_context(await asyncio.to_thread(file.open, "w", encoding="ascii")) if file else sys.stdout
        async with open_archive(read_settings(read_environment())) as archive:
            async for line in export(archive):
                print(line, file=to)


async def _verify(arguments: argparse.Namespace) -> None:
    key = arguments.key or find_key(read_environment())
    examination = Examination(path=arguments.file, key=key, anchors=arguments.anchors, heads=arguments.heads)
    told, is_sound = await asyncio.to_thread(examination.tell)
    print(told)  # noqa: T201  the command's output
    if not is_sound:
        sys.exit(1)


async def _accept(arguments: argparse.Namespace) -> None:
    name = _name_account()
    async with open_archive(read_settings(read_environment()), may_add=True) as archive:
        accepted = await archive.notary.accept(name=name, reason=arguments.reason)
    print(f"Acknowledged by {name}: {accepted}" if accepted else "Ledger and anchors agree: nothing to acknowledge.")  # noqa: T201  the command's output


async def _serve(_: argparse.Namespace) -> None:
    stop = _catch_signals()
    async with open_bot(read_settings(read_environment())) as bot:
        settle()
        print(f"Linkgate listens at {bot.url}\nHealth and figures: {bot.watch_url}", flush=True)  # noqa: T201  the command's output
        await stop.wait()


async def _apply(_: argparse.Namespace) -> None:
    stop = _catch_signals()
    async with open_applier(read_settings(read_environment())):
        settle()
        print("Linkgate's applier works.", flush=True)  # noqa: T201  the command's output
        await stop.wait()


async def _doctor(_: argparse.Namespace) -> None:
    async with open_doctor(read_settings(read_environment())) as doctor:
        findings = await doctor.examine()
    for finding in findings:
        print(f"{finding.level:<7} {finding.what:<10} {finding.sentence}")  # noqa: T201  the command's output
    if any(finding.level is Level.BROKEN for finding in findings):
        sys.exit(1)


async def _resolve(arguments: argparse.Namespace) -> None:
    async with open_steward(read_settings(read_environment()), name=_name_account()) as steward:
        change = await steward.resolve(arguments.request, arguments.to, note=arguments.reason)
    print(flatten(summary.summarise(change)))  # noqa: T201  the command's output


async def _show_rules(_: argparse.Namespace) -> None:
    rules = read_settings(read_environment()).rules
    for name, value in {"digest": shorten(rules.digest), **rules.spell()}.items():
        print(f"{name:<20} {value or '-'}")  # noqa: T201  the command's output


async def _adopt(arguments: argparse.Namespace) -> None:
    async with open_steward(read_settings(read_environment()), name=_name_account()) as steward:
        await steward.adopt(note=arguments.reason)
        print(f"Version {steward.rules.version} of the house rules holds now.")  # noqa: T201  the command's output


def _name_account() -> str:
    """Name the account of the host that runs the command, whatever its environment says."""
    return pwd.getpwuid(os.getuid()).pw_name


async def _package(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    packed = pack(read_templates(), app_id=arguments.app_id, domain=arguments.domain)
    await asyncio.to_thread(out.write_bytes, packed)
    print(f"Wrote {out}. Upload it in the Teams admin center: Teams apps, Manage apps.")  # noqa: T201  the command's output


async def _write_office_files(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    files = dict(write_files(OfficeState(arguments.state)))
    try:
        there = await asyncio.to_thread(put, out, files, may_overwrite=arguments.force)
    except OSError as error:
        sys.exit(f"{arguments.trouble}: {error.filename}: {error.strerror}. Choose another folder with --out.")
    if there:
        told = f"Nothing was written: {out} has {', '.join(there)} already."
        otherwise = "." if arguments.force else ", or overwrite with --force."
        print(f"{told} Choose another folder with --out{otherwise}", file=sys.stderr)  # noqa: T201  the command's output
        sys.exit(2)
    for name in files:
        print(f"Wrote {out / name}")  # noqa: T201  the command's output
    print(f"Nothing is changed yet: that happens once one of them is used, as {PAGE} says.")  # noqa: T201  the command's output


def _read_folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a folder has a name; the one that you are in is called .")
    return Path(text)


def _argument(read: Callable[[str], str]) -> Callable[[str], str]:
    """Let argparse tell what is wrong in the words of *read*."""

    def read_argument(text: str) -> str:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_argument


def _read_request(text: str) -> int:
    number = read_number(text)
    if number is None:
        raise argparse.ArgumentTypeError("a request is called by its number, such as LI-7")
    return number


def _read_reason(text: str) -> str:
    reason = " ".join(text.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise argparse.ArgumentTypeError(f"a reason has 1 to {LONGEST_REASON:,} characters")
    return reason


async def _demo(arguments: argparse.Namespace) -> None:
    if arguments.play:
        print(await play_demo(users=arguments.users), flush=True)  # noqa: T201  the command's output
        return
    stop = _catch_signals()
    is_read_only: bool = arguments.read_only
    demo = run_demo(data=arguments.data, users=arguments.users, hands=arguments.hands, is_read_only=is_read_only)
    async with demo as page:
        print(f"Linkgate demo: open {page}\nStop it with Ctrl-C.", flush=True)  # noqa: T201  the command's output
        await stop.wait()


def _catch_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
