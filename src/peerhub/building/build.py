"""A build from beginning to end: check everything, write beside the old site, check the links, take its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from peerhub import addresses
from peerhub.articles.markdown_links import HubLinks
from peerhub.building.checked import open_checked
from peerhub.building.linkcheck import BrokenLink, LinkCheck
from peerhub.building.output import Output
from peerhub.building.processes import Processes, paying
from peerhub.building.site import Job, article_jobs, listing_jobs
from peerhub.building.worker import Worker, WorkerResult
from peerhub.hub import ArticlePage, Hub, HubConfig
from peerhub.pages.article_links import line_with
from peerhub.pages.end_tags import without_end_tags
from peerhub.pages.rendered import Rendered
from peerhub.problems import Location, PeerHubError, Problems
from peerhub.reuse import reused_files
from peerhub.store.cache import Cache
from peerhub.store.previous_site import UNCHANGED, PreviousSite

_NOTES = "site", "notes"  # where the cache keeps what a build notes of its site


class BuildError(PeerHubError):
    """Occurs when errors stand in the way of a site; the old one is untouched."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made."""

    pages: int
    listings: int
    errors: int
    warnings: int

    def words(self) -> str:
        """Say what was made: pages, listings and problems."""
        problems = self.errors + self.warnings
        ends = ["" if count == 1 else "s" for count in (self.listings, problems)]
        return f"{self.pages:,} pages, {self.listings:,} listing{ends[0]}, {problems:,} problem{ends[1]}"


class _Work(NamedTuple):
    """What this process does of the files that come from data, and who does the rest."""

    worker: Worker
    jobs: list[Job]
    processes: Processes[WorkerResult]


@dataclass
class Build:
    """One build at work. It is begun before MkDocs reads a page and finished after it wrote the last."""

    hub: Hub
    output: Output
    theme: Callable[[], str]  # gives a digest of the templates as they are now
    strict: bool
    processes: int = 1
    markdown_links: HubLinks = field(default_factory=HubLinks)
    summary: Summary | None = None
    in_place: bool = False  # whether the new site stands where the old one did
    rendered: dict[str, Rendered] = field(default_factory=dict)  # by language's folder, where it can be relied on
    templates: Any = None  # the theme's template environment, once there is one
    taken: set[str] = field(default_factory=set)  # pages made from data in whose place a file of docs/ stands
    _work: _Work | None = None

    @staticmethod
    def begin(config: HubConfig, site: Path, strict: bool = False) -> Build:
        """Read and check everything, then make room for the new site beside the old one.

        Raises BuildError with every problem when an error stands, and OutputError when there is no room.
        """
        problems = Problems()
        config.stages.turn("read and check")
        _check_site_folder(config, site, problems)
        if problems.has_errors:
            raise _refused(problems)
        hub = open_checked(config, problems)
        if hub is None or problems.has_errors:
            raise _refused(problems)
        hub.cache.put_back()  # the data and the articles are read: their tables need not stay in memory
        hub.theme = config.theme()
        config.stages.turn("articles")
        build = Build(hub, Output(site), config.theme, strict, config.processes)
        build.output.begin(partial(_known_by_notes, hub.cache, build.output.site))
        hub.previous_site = PreviousSite(build.output.site, hub.cache.get_data(*_NOTES))
        _ = hub.previous_site.untouched  # before the first link into the new site
        return build

    def abandon(self) -> None:
        """Clear up after a build that failed; the old site stands as it was."""
        if self._work is not None:
            self._work.processes.end()  # before it is cleared up: nobody may go on writing
        self.output.abandon()

    @property
    def editions(self) -> tuple[Hub, ...]:
        """The hub in each of its languages, the first one first."""
        return self.hub.editions or (self.hub,)

    def article_at(self, docs_path: str) -> tuple[Hub, ArticlePage | None]:
        """Give the page that MkDocs calls so, and the hub in its language: one below a folder such as `cy/`."""
        for edition in self.editions[1:]:
            if docs_path.startswith(edition.prefix):
                return edition, edition.articles.get(docs_path.removeprefix(edition.prefix))
        return self.hub, self.hub.articles.get(docs_path)

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """Render a template of the theme, as light as a page of it is sent."""
        return without_end_tags(str(self.templates.get_template(template).render(context)))

    def share_out(self, reserved: Iterable[str] = ()) -> None:
        """Let other processes begin with what shows listings, where they pay. `reserved` are others' addresses.

        From here on this process is free to make the articles; it takes its share when it finishes the build.
        """
        hub = self.hub
        self.output.reserve(reserved)
        check = LinkCheck(urlsplit(hub.site_url).path or "/", _cut_short(hub), self._read_page)
        worker = Worker(hub, self.output, check)
        jobs = [job for edition in self.editions for job in listing_jobs(edition, self.render)]
        processes = self.processes or paying(len(hub.directory.listings))
        self._work = _Work(worker, jobs, Processes(len(jobs), partial(worker.work_apart, jobs), processes))

    def _read_page(self, file: str) -> str:
        return (self.output.folder / file).read_text(encoding="utf-8")

    def finish(self) -> Summary:
        """Write every page made from data, check all links, and put the new site in the old one's place."""
        hub, output, stages = self.hub, self.output, self.hub.stages
        stages.turn("write files")
        try:
            if self._work is None:
                self.share_out()
            worker, jobs, shared = cast(_Work, self._work)
            check = worker.check
            own = [job for edition in self.editions for job in article_jobs(edition, self.render)]
            worker.work(own, iter(range(len(own))))
            worker.work(jobs, shared.open_jobs())
            for report in shared.reports():
                worker.take_over(report)
            shared.end()
            for path in sorted(set(worker.conflicts)):
                self._report_taken(path)
            with stages("check links"):
                self._check_links(worker)
            if hub.problems.has_errors or (self.strict and len(hub.problems)):
                raise _refused(hub.problems)
            with stages("take the old site's place"):
                manifest = output.finish(partial(self._notes, check))
        except BaseException:
            self.abandon()
            raise
        # What was made while somebody edited templates rests on no state of theirs that anybody could name.
        hub.cache.put_data(manifest if self.theme() == hub.theme else {}, *_NOTES)
        hub.cache.put_back()
        hub.cache.prune()
        errors = len(hub.problems.errors)
        shown = sum(1 for listing in hub.directory.listings.values() if not listing.ended)
        self.summary = Summary(check.pages, shown, errors, len(hub.problems) - errors)
        return self.summary

    def _notes(self, check: LinkCheck) -> dict[str, Any]:
        """Note the new site, which is in place; nothing where somebody took a file of it away at once."""
        self.in_place = True
        written = reused_files(self.hub).manifest.written
        with suppress(OSError):
            return written(self.output.site, check.files, self.hub.previous_site, check.cache_key, check.linked)
        return {}

    def _check_links(self, worker: Worker) -> None:
        """Follow the links of the whole site, also of the pages that MkDocs wrote."""
        for path, equal in self.output.adopt_unchanged().items():
            as_before = equal and self.hub.previous_site.is_as_noted(path)
            worker.read(path, UNCHANGED if as_before else (self.output.folder / path).read_bytes())
        worker.check.look_again(self.hub.previous_site)
        self._report_broken(worker.check.broken())

    def _report_taken(self, file: str) -> None:
        """Report a file of docs/ that stands where a page made from data belongs: readers would see only one."""
        self.taken.add(file)
        article = self._article_of(file)
        if article is not None:
            where, got = Location(article.document.name, 1), "would be"
        elif (self.hub.docs / file).exists():
            where, got = Location(f"{self.hub.docs.name}/{file}"), "would be"
        else:
            where, got = Location(file), "is wanted twice"
        got = f"{got} at the address '{file}', which is made from the hub's data"
        self.hub.problems.error(where, "address-taken", got, "Rename it or move it to another folder.")

    def _report_broken(self, found: Iterable[BrokenLink]) -> None:
        """Report broken links; one that templates write on every page is one problem, not ten thousand."""
        shared: dict[tuple[str, str], list[BrokenLink]] = {}
        for broken in found:
            if broken.target.partition("#")[0] in self.taken:
                continue  # what is named already stands in the place of the page that is meant
            article = self._article_of(broken.file)
            if article is not None and broken.href in article.links:
                shared[broken.file, broken.href] = [broken]
            else:
                shared.setdefault((broken.target, broken.missing), []).append(broken)
        for same in shared.values():
            first = same[0]
            more = f", here and on {len(same) - 1} more pages" if len(same) > 1 else ""
            got = f"links to '{self._written(first)}', which {first.missing}{more}"
            hint = "Mend the link, or remove it."
            self.hub.problems.error(self._locate(first), "broken-link", got, hint)

    def _article_of(self, file: str) -> ArticlePage | None:
        by_file = self.hub.memo("articles by file", _by_file)
        return by_file.get(file)

    def _written(self, broken: BrokenLink) -> str:
        """Give a link as its author wrote it."""
        article = self._article_of(broken.file)
        return article.links.get(broken.href, broken.href) if article else broken.href

    def _locate(self, broken: BrokenLink) -> Location:
        """Find the line in the source where a broken link was written."""
        article = self._article_of(broken.file)
        if article is not None:
            written = article.links.get(broken.href)
            return Location(article.document.name, line_with(article, written) if written else None)
        listing_id = broken.file.removeprefix("groups/").removesuffix(".html")
        if listing_id in self.hub.directory.listings:
            return self.hub.directory.where(listing_id)
        return self._menu_entry(broken.target) or Location(broken.file)

    def _menu_entry(self, target: str) -> Location | None:
        """Find the entry of the menu or the footer that leads to a file: it stands on every page."""
        for name in ("menu", "footer"):
            for number, entry in enumerate(getattr(self.hub.settings, name)):
                if addresses.file_of(entry.to) == target.partition("#")[0]:
                    return self.hub.config.locate(("extra", "hub", name, number, "to"))
        return None


def _known_by_notes(cache: Cache, site: Path) -> frozenset[str]:
    """Name the files of a site by the notes of the build that made it, whichever version that was."""
    return frozenset().union(
        *(PreviousSite(site, manifest).files() for manifest in cache.data_of_any_version(_NOTES[0]))
    )


def _check_site_folder(config: HubConfig, site: Path, problems: Problems) -> None:
    """Refuse to put the site where a folder of the hub is."""
    target, where = site.resolve(), Location(config.config_file.name)
    for folder in (*(config.root / name for name in (".git", "data", "overrides", "src")), config.docs):
        kept = folder.resolve()
        if folder.is_dir() and (target.is_relative_to(kept) or kept.is_relative_to(target)):
            # A site takes the place of all that was in its folder.
            got = f"would take the place of {folder.name}/"
            problems.error(where, "settings", got, "Choose a folder of its own, such as site.", "site_dir")


def _refused(problems: Problems) -> BuildError:
    errors = len(problems.errors) or len(problems)
    words = "1 problem stands" if errors == 1 else f"{errors} problems stand"
    return BuildError(f"{words} in the way. The site was left as it was.", problems)


def _by_file(hub: Hub) -> dict[str, ArticlePage]:
    return {
        addresses.file_of(edition.prefix + article.address): article
        for edition in hub.editions or (hub,)
        for article in edition.articles.values()
    }


def _cut_short(hub: Hub) -> frozenset[str]:
    """Name the pages whose text is withheld: others still link to places in it, and time must not fail a build.

    Nor does a translation have the places to which the text that is not translated links.
    """
    return frozenset(
        addresses.file_of(edition.prefix + one.address)
        for edition in hub.editions or (hub,)
        for one in edition.articles.values()
        if edition.withheld(one) or (edition.prefix and not one.language)
    )
