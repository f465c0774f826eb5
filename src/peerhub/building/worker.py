"""A worker: what one process of a build does. It writes files, and reads the links of the pages among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from peerhub.building.linkcheck import FoundLinks, LinkCheck
from peerhub.building.output import AddressTakenError, Output
from peerhub.building.site import Job
from peerhub.hub import Hub
from peerhub.problems import Problem
from peerhub.reuse import reused_files
from peerhub.stages import Stage, Stages
from peerhub.store.cache import CacheUse
from peerhub.store.previous_site import UNCHANGED, Content, Manifest


class WorkerResult(NamedTuple):
    """What a worker in another process did, in plain data."""

    written: set[str]
    conflicts: list[str]
    links: FoundLinks
    manifest: Manifest
    problems: list[Problem]
    cache: CacheUse
    said: list[str]
    stages: tuple[Stage, ...]


@dataclass
class Worker:
    """The work of one process. `conflicts` are the addresses at which something stood already."""

    hub: Hub
    output: Output
    check: LinkCheck
    conflicts: list[str] = field(default_factory=list)

    def work(self, jobs: Sequence[Job], numbers: Iterator[int]) -> None:
        """Do the jobs of these numbers."""
        stages = self.hub.stages
        for number in numbers:
            job = jobs[number]
            for path, content in stages.each(job.stage, iter(job.files())):
                try:
                    self._write(path, content)
                except AddressTakenError:
                    self.conflicts.append(path)
                else:
                    self.read(path, content)

    def _write(self, path: str, content: Content) -> None:
        if content is UNCHANGED:
            self.output.keep(path)
            reused_files(self.hub).manifest.as_before.add(path)
        else:
            self.output.write(path, content)

    def work_apart(self, jobs: Sequence[Job], numbers: Iterator[int]) -> WorkerResult:
        """Do jobs in a process beside the build's own, which this one is a copy of, and report what came of them."""
        hub, said = self.hub, list[str]()
        # Nothing here may speak: whoever shows the progress of the build stayed in the other process.
        hub.stages = Stages(hub.stages.clock)
        hub.cache.report_to(said.append)
        before = len(hub.problems)
        hub.stages.begin("write files")
        self.work(jobs, numbers)
        hub.stages.end()
        problems = list(hub.problems)[before:]
        written, links = self.output.written, self.check.found()
        return WorkerResult(
            written,
            self.conflicts,
            links,
            reused_files(hub).manifest,
            problems,
            hub.cache.use(),
            said,
            hub.stages.taken(),
        )

    def take_over(self, report: WorkerResult) -> None:
        """Add what a process beside this one did."""
        self.output.take_over(report.written)
        self.conflicts += report.conflicts
        self.check.take_over(report.links)
        reused_files(self.hub).manifest.take_over(report.manifest)
        self.hub.problems.extend(report.problems)
        self.hub.cache.take_over(report.cache)
        for line in report.said:
            self.hub.cache.say(line)
        self.hub.stages.take_over(report.stages)

    def read(self, path: str, content: Content) -> None:
        """Read the links of a file, if it is a page that has any new."""
        if content is UNCHANGED:
            self.check.add_as_before(path)
        elif path.endswith(".html"):
            with self.hub.stages("check links"):
                self.check.add_page(path, content.decode("utf-8"))
        else:
            self.check.add_file(path)
