// Written by `cargo test -p tacenda-desktop`; do not edit.

/**
 * What the window needs to draw its first screen.
 */
export type StartView = { 
/**
 * The project that is already open, after the window was loaded anew.
 */
project: ProjectView | null, 
/**
 * The user's choices.
 */
settings: SettingsView, 
/**
 * Projects opened before, newest first.
 */
recent: Array<RecentView>, 
/**
 * Files wait for a project, such as after `tacenda-desktop FILE`: ask for them with
 * `open_waiting`.
 */
waiting: boolean, 
/**
 * The program's version.
 */
version: string, };

/**
 * A project that was open before.
 */
export type RecentView = { 
/**
 * File name without folders and extension.
 */
name: string, 
/**
 * The whole path; handed back to open it, never taken apart.
 */
path: string, };

/**
 * How a project file is locked.
 */
export type KeyChoice = { "kind": "system" } | { "kind": "passphrase", "text": string };

/**
 * The open project.
 */
export type ProjectView = { 
/**
 * File name without folders and extension.
 */
name: string, 
/**
 * The whole path.
 */
path: string, 
/**
 * In the order in which they were added.
 */
documents: Array<DocumentView>, 
/**
 * Name of the policy in force.
 */
policy: string, 
/**
 * Its exemption codes.
 */
codes: Array<CodeView>, 
/**
 * Whether there is something to undo and redo.
 */
history: HistoryState, };

/**
 * What undo and redo would do.
 */
export type HistoryState = { 
/**
 * There is an act to undo.
 */
canUndo: boolean, 
/**
 * There is an undone act to do again.
 */
canRedo: boolean, };

/**
 * Where a document stands.
 */
export type DocumentState = "waiting" | "scanning" | "ready" | "done" | "stopped" | "failed";

/**
 * One document in the list on the left.
 */
export type DocumentView = { 
/**
 * Identifies it in this project.
 */
id: number, 
/**
 * File name without folders.
 */
name: string, 
/**
 * `pdf`, `docx`, `txt`, `md` …; empty when the file is of no known format.
 */
kind: string, 
/**
 * Where it stands.
 */
state: DocumentState, 
/**
 * Why it failed, with the remedy.
 */
problem: string | null, 
/**
 * How much of it is searched, 0 to 1.
 */
progress: number, 
/**
 * How many pages (or segments of text) it has.
 */
leaves: number, 
/**
 * How many of them were seen by a reviewer.
 */
seen: number, 
/**
 * Findings by decision.
 */
counts: Counts, 
/**
 * Notices, and how many of them were not acknowledged.
 */
notices: number, 
/**
 * See `notices`.
 */
noticesUnseen: number, 
/**
 * A redacted copy was saved after the last decision.
 */
exported: boolean, };

/**
 * Findings by decision.
 */
export type Counts = { 
/**
 * Waiting for a decision.
 */
undecided: number, 
/**
 * To be removed.
 */
accepted: number, 
/**
 * Left in the document.
 */
rejected: number, 
/**
 * Near-misses without a decision; not counted in `undecided`.
 */
near: number, };

/**
 * What one act changed. The window applies it and asks for nothing more.
 */
export type Delta = { 
/**
 * Documents whose figures changed, as they are now.
 */
documents: Array<DocumentView>, 
/**
 * Findings of the document in view whose decision changed.
 */
groups: Array<DecisionGroup>, 
/**
 * Findings of the document in view that are new or gone: load the list again.
 */
reload: boolean, 
/**
 * The finding to show after this, where the act made one.
 */
focus: number | null, 
/**
 * How many findings were changed, over all documents.
 */
changed: number, 
/**
 * What undo and redo would do now.
 */
history: HistoryState, };

/**
 * One line of the history.
 */
export type HistoryView = { 
/**
 * When, RFC 3339 in UTC.
 */
at: string, 
/**
 * Who: a reviewer's name or `policy`.
 */
who: string, 
/**
 * What: a stable name such as `accepted`, `rejected`, `undo`, `export`.
 */
what: string, 
/**
 * How many findings.
 */
count: number, };

/**
 * What the shell tells the window without being asked. Sent in batches.
 */
export type ShellEvent = { "kind": "project", 
/**
 * As it is now.
 */
project: ProjectView, } | { "kind": "document", 
/**
 * As it is now.
 */
document: DocumentView, 
/**
 * Seconds left of its search, where that can be told.
 */
secondsLeft: number | null, } | { "kind": "waiting" } | { "kind": "hover", 
/**
 * Whether they are over it.
 */
over: boolean, } | { "kind": "menu", 
/**
 * Id of the command.
 */
command: string, } | { "kind": "locked", 
/**
 * File name without folders.
 */
name: string, 
/**
 * The whole path; handed back, never taken apart.
 */
path: string, } | { "kind": "problem", 
/**
 * What happened and what to do.
 */
message: string, };

/**
 * One entry of the native menu, made from the window's list of commands.
 */
export type MenuEntry = { 
/**
 * Title of the menu it stands in.
 */
menu: string, 
/**
 * Id of the command.
 */
command: string, 
/**
 * Text with its key.
 */
label: string, };

/**
 * A decision's kind.
 */
export type DecisionState = "undecided" | "accepted" | "rejected";

/**
 * A decision as the window shows and asks for it.
 */
export type DecisionView = { 
/**
 * Its kind.
 */
state: DecisionState, 
/**
 * The type it is labelled as, where the reviewer chose another.
 */
entity: string | null, 
/**
 * Exemption code or reason.
 */
reason: string | null, 
/**
 * Who decided last; not read when it comes from the window.
 */
who?: string | null, };

/**
 * Findings that now have the same decision.
 */
export type DecisionGroup = { 
/**
 * Ascending ids, each but the first as the distance from the one before: a bulk of 10,000
 * stays under 64 KB.
 */
gaps: number[], 
/**
 * What they have.
 */
decision: DecisionView, };

/**
 * One row of the list.
 */
export type FindingRow = { 
/**
 * Identifies it in its document.
 */
id: number, 
/**
 * Page, or segment of text, from 1.
 */
leaf: number, 
/**
 * The type proposed.
 */
entity: string, 
/**
 * What stands there, cut to about 80 characters.
 */
text: string, 
/**
 * Confidence in percent.
 */
score: number, 
/**
 * Who found it first: `ner`, `pattern`, `list`, `link`, `manual`.
 */
source: string, 
/**
 * Below its type's threshold.
 */
near: boolean, 
/**
 * Findings of one person or company share this number.
 */
group: number, 
/**
 * What was decided.
 */
decision: DecisionView, };

/**
 * A part of the list, never more than about 48 KB.
 */
export type FindingChunk = { 
/**
 * Findings in the document by now.
 */
total: number, 
/**
 * Where the next part starts; none at the end.
 */
next: number | null, 
/**
 * In order of their place in the document.
 */
rows: Array<FindingRow>, };

/**
 * Everything about one finding.
 */
export type FindingDetail = { 
/**
 * Identifies it in its document.
 */
id: number, 
/**
 * Text in front of it, about 60 characters.
 */
before: string, 
/**
 * What stands there.
 */
text: string, 
/**
 * Text behind it, about 60 characters.
 */
after: string, 
/**
 * What an export would put there; none for a solid box.
 */
replacement: string | null, 
/**
 * Why it was flagged, strongest first.
 */
evidence: Array<EvidenceView>, 
/**
 * Where the same stands, itself included; at most 200.
 */
occurrences: Array<OccurrenceView>, 
/**
 * How many are alike in each scope, itself included.
 */
alike: AlikeView, 
/**
 * Who decided, and when (RFC 3339, UTC).
 */
decided: DecidedView | null, 
/**
 * A note to another reviewer.
 */
note: string, };

/**
 * Who decided and when.
 */
export type DecidedView = { 
/**
 * A reviewer's name or `policy`.
 */
who: string, 
/**
 * RFC 3339 in UTC.
 */
at: string, };

/**
 * One reason.
 */
export type EvidenceView = { 
/**
 * Such as `ner:tacenda-en`, `pattern:us_ssn`.
 */
source: string, 
/**
 * What that source called it.
 */
label: string, 
/**
 * Its score in percent.
 */
score: number, 
/**
 * A checksum or other rule was applied and passed.
 */
validated: boolean, 
/**
 * The word nearby that raised the score.
 */
context: string | null, 
/**
 * The rule in one sentence.
 */
explanation: string, };

/**
 * The same value somewhere.
 */
export type OccurrenceView = { 
/**
 * The finding there.
 */
id: number, 
/**
 * Page or segment.
 */
leaf: number, 
/**
 * How it is written there.
 */
text: string, };

/**
 * How many findings are alike.
 */
export type AlikeView = { 
/**
 * Findings that read the same, itself included.
 */
same: ReachView, 
/**
 * Other ways to write the same person or body (surname alone, initials …).
 */
variants: Array<VariantView>, };

/**
 * How many findings there are within each reach.
 */
export type ReachView = { 
/**
 * On the same page; for a text without pages in the same part.
 */
leaf: number, 
/**
 * In the document.
 */
document: number, 
/**
 * In the project.
 */
project: number, };

/**
 * Another way to write the same name.
 */
export type VariantView = { 
/**
 * As written.
 */
text: string, 
/**
 * Why it is taken for the same.
 */
reason: string, 
/**
 * How many findings read so.
 */
count: ReachView, };

/**
 * How far "all alike" reaches.
 */
export type AlikeScope = "leaf" | "document" | "project";

/**
 * How a search reads its query.
 */
export type SearchMode = "text" | "regex" | "fuzzy";

/**
 * What a search found.
 */
export type SearchView = { 
/**
 * How many in all.
 */
total: number, 
/**
 * The first 100.
 */
hits: Array<SearchHit>, };

/**
 * One hit.
 */
export type SearchHit = { 
/**
 * Page or segment.
 */
leaf: number, 
/**
 * Text in front.
 */
before: string, 
/**
 * The hit.
 */
text: string, 
/**
 * Text behind.
 */
after: string, };

/**
 * A document as it is opened for review; the list of findings follows in parts.
 */
export type DocumentDetail = { 
/**
 * The document.
 */
document: DocumentRef, 
/**
 * How its leaves are shown.
 */
leaves: LeafKind, 
/**
 * What could not be read or covered.
 */
notices: Array<NoticeView>, 
/**
 * Numbers of the leaves seen, from 1.
 */
seen: Array<number>, };

/**
 * Which document.
 */
export type DocumentRef = { 
/**
 * Its id.
 */
id: number, 
/**
 * `pdf`, `docx`, `txt`, `md`.
 */
kind: string, };

/**
 * How leaves are shown.
 */
export type LeafKind = { "kind": "pages", 
/**
 * Width and height of each in points, one after the other.
 */
sizes: Array<number>, } | { "kind": "segments", 
/**
 * Characters in each, to guess their heights before they are shown.
 */
lengths: Array<number>, };

/**
 * One page's overlay.
 */
export type PageView = { 
/**
 * From 1.
 */
page: number, 
/**
 * Findings on it.
 */
boxes: Array<BoxView>, };

/**
 * Where a finding stands on a page.
 */
export type BoxView = { 
/**
 * The finding.
 */
id: number, 
/**
 * `x0, y0, x1, y1` for each line it stands on, one after the other, in points.
 */
rects: Array<number>, };

/**
 * A segment of text: some blocks of a document without pages.
 */
export type SegmentView = { 
/**
 * From 1.
 */
segment: number, 
/**
 * In reading order.
 */
blocks: Array<BlockView>, };

/**
 * Which text to show.
 */
export type Side = "source" | "redacted";

/**
 * A paragraph, heading, cell or the like.
 */
export type BlockView = { 
/**
 * Identifies it in the document.
 */
block: number, 
/**
 * What it is.
 */
kind: BlockKindView, 
/**
 * Heading level from 1, nesting of a list item from 0.
 */
level: number, 
/**
 * Table, row and column from 0, for a cell.
 */
cell: [number, number, number] | null, 
/**
 * Author of a comment, name of a property.
 */
label: string | null, 
/**
 * Title of the part that begins here, such as "Header 1".
 */
section: string | null, 
/**
 * Its text.
 */
text: string, 
/**
 * Findings in it.
 */
hits: Array<HitView>, 
/**
 * Stretches with a special standing.
 */
marks: Array<MarkView>, };

/**
 * What a block is.
 */
export type BlockKindView = "paragraph" | "heading" | "listItem" | "cell" | "comment" | "property";

/**
 * A finding inside a block, in UTF-16 code units of its text.
 */
export type HitView = { 
/**
 * The finding.
 */
id: number, 
/**
 * First code unit.
 */
start: number, 
/**
 * One past the last.
 */
end: number, };

/**
 * A stretch with a special standing, in UTF-16 code units of its block's text.
 */
export type MarkView = { 
/**
 * `inserted`, `deleted`, `movedFrom`, `movedTo`, `hidden`, `fieldCode`, `link`, `bold`,
 * `italic`.
 */
kind: string, 
/**
 * First code unit.
 */
start: number, 
/**
 * One past the last.
 */
end: number, };

/**
 * Something chosen in the document by hand.
 */
export type Selection = { "kind": "between", 
/**
 * The page.
 */
page: number, 
/**
 * `x, y` of the beginning.
 */
from: [number, number], 
/**
 * `x, y` of the end.
 */
to: [number, number], } | { "kind": "text", 
/**
 * Block of the start.
 */
fromBlock: number, 
/**
 * Offset in it.
 */
from: number, 
/**
 * Block of the end.
 */
toBlock: number, 
/**
 * Offset in it.
 */
to: number, } | { "kind": "area", 
/**
 * The page.
 */
page: number, 
/**
 * `x0, y0, x1, y1`.
 */
rect: [number, number, number, number], } | { "kind": "leaf", 
/**
 * From 1.
 */
leaf: number, };

/**
 * What becomes of a selection.
 */
export type SelectionUse = "redact" | "keepOnly";

/**
 * Something that could not be read, covered or run.
 */
export type NoticeView = { 
/**
 * Identifies it in its document.
 */
id: number, 
/**
 * Stable name, for translation.
 */
code: string, 
/**
 * `info`, `attention` or `blocking`.
 */
severity: string, 
/**
 * Page or segment, where known.
 */
leaf: number | null, 
/**
 * Where, in words.
 */
place: string, 
/**
 * What it means and what to do, in English.
 */
message: string, 
/**
 * Figures and names.
 */
detail: string, 
/**
 * A reviewer acknowledged it.
 */
seen: boolean, };

/**
 * What an export of a document would do, shown before it is done.
 */
export type InspectView = { 
/**
 * The document.
 */
document: number, 
/**
 * Removals by type.
 */
removals: Array<TypeCount>, 
/**
 * Findings that have no decision and would stay in the file.
 */
undecided: number, 
/**
 * Hidden data and what happens to it.
 */
hidden: Array<HiddenView>, 
/**
 * Notices that block the export or were not acknowledged.
 */
notices: number, 
/**
 * A choice about unknown parts is needed.
 */
needsChoice: boolean, 
/**
 * Folder of the source: where the new file goes unless the user says otherwise.
 */
folder: string, };

/**
 * A type and how many.
 */
export type TypeCount = { 
/**
 * Entity type.
 */
entity: string, 
/**
 * How many.
 */
count: number, };

/**
 * Hidden data.
 */
export type HiddenView = { 
/**
 * Stable name of its kind.
 */
kind: string, 
/**
 * Where, in words.
 */
place: string, 
/**
 * How many.
 */
count: number, 
/**
 * `removed`, `searched`, `kept` or `choice`.
 */
treatment: string, };

/**
 * Choices for an export.
 */
export type ExportRequest = { 
/**
 * Which documents.
 */
documents: number[], 
/**
 * What happens to findings without a decision.
 */
undecided: UndecidedChoice, 
/**
 * How pages are written.
 */
pages: PageChoice, 
/**
 * What happens to tracked changes.
 */
trackedChanges: TrackedChoice, 
/**
 * What happens to comments.
 */
comments: CommentChoice, 
/**
 * What happens to parts that hold text and have no known place.
 */
unknownParts: UnknownChoice, 
/**
 * Folder to write into; for each document its own when empty.
 */
folder: string, 
/**
 * Save the receipt as a Word document beside the file.
 */
receiptDocument: boolean, 
/**
 * Save the text that is left as a Word document beside the file.
 */
textDocument: boolean, };

/**
 * What happens to findings without a decision.
 */
export type UndecidedChoice = "refuse" | "keep" | "redact";

/**
 * How pages are written.
 */
export type PageChoice = "native" | "pictures";

/**
 * What happens to tracked changes.
 */
export type TrackedChoice = "keep" | "accept" | "reject";

/**
 * What happens to comments.
 */
export type CommentChoice = "keep" | "remove";

/**
 * What happens to parts that hold text and have no known place.
 */
export type UnknownChoice = "refuse" | "remove";

/**
 * How an export goes. The last event is always `Finished`.
 */
export type ExportEvent = { "kind": "step", 
/**
 * Which.
 */
document: number, 
/**
 * `write`, `verify` or `save`.
 */
step: string, } | { "kind": "done", 
/**
 * What came of it.
 */
outcome: ExportOutcome, } | { "kind": "finished" };

/**
 * What came of one document's export.
 */
export type ExportOutcome = { "kind": "saved", 
/**
 * Which.
 */
document: number, 
/**
 * The receipt.
 */
receipt: ReceiptView, } | { "kind": "refused", 
/**
 * Which.
 */
document: number, 
/**
 * Why, and what to do.
 */
message: string, 
/**
 * The removed values that could still be found, if that is why.
 */
left: Array<string>, };

/**
 * The record of an export. Holds no removed value.
 */
export type ReceiptView = { 
/**
 * Where the file is.
 */
path: string, 
/**
 * What was saved beside it.
 */
beside: Array<string>, 
/**
 * SHA-256 of the source, in hexadecimal digits.
 */
sha256In: string, 
/**
 * SHA-256 of the written file.
 */
sha256Out: string, 
/**
 * Removals by type.
 */
removals: Array<TypeCount>, 
/**
 * Checks passed: name and what was looked at.
 */
checks: Array<CheckView>, 
/**
 * Notices of the writer, in words.
 */
notices: Array<string>, 
/**
 * When, RFC 3339 in UTC.
 */
at: string, };

/**
 * A check that the written file passed.
 */
export type CheckView = { 
/**
 * Stable name.
 */
name: string, 
/**
 * What was looked at.
 */
detail: string, };

/**
 * The user's choices, kept outside projects.
 */
export type SettingsView = { 
/**
 * `system`, `light`, `dark` or `contrast`.
 */
theme: string, 
/**
 * `en`, `de`; empty follows the system.
 */
language: string, 
/**
 * Text size in percent.
 */
textSize: number, 
/**
 * The name that decisions are recorded under.
 */
reviewer: string, 
/**
 * Id of the model pack.
 */
model: string, 
/**
 * Device as the command line names it: `auto`, `cpu`, `cuda:0` …
 */
device: string, 
/**
 * Whether another device may be used when that one cannot.
 */
fallback: boolean, 
/**
 * Policy for new projects.
 */
policy: string, 
/**
 * Contracts, records or open analysis: which columns and reasons are offered.
 */
role: string, 
/**
 * The newcomer's guide was seen or closed.
 */
guided: boolean, };

/**
 * What can be chosen from.
 */
export type ChoicesView = { 
/**
 * Models.
 */
models: Array<ModelView>, 
/**
 * Devices.
 */
devices: Array<ChoiceView>, 
/**
 * Policies.
 */
policies: Array<ChoiceView>, 
/**
 * Types that can be given to a finding.
 */
entities: Array<string>, };

/**
 * Something that can be chosen.
 */
export type ChoiceView = { 
/**
 * Stable id.
 */
id: string, 
/**
 * Name for people.
 */
name: string, 
/**
 * What it is, and why it cannot be used where that is so.
 */
detail: string, 
/**
 * Whether it can be used here.
 */
usable: boolean, };

/**
 * A model.
 */
export type ModelView = { 
/**
 * Stable id.
 */
id: string, 
/**
 * What kind of model it is; why it cannot be used where that is so.
 */
detail: string, 
/**
 * Whether it can be used.
 */
usable: boolean, 
/**
 * Whether the user added it, so that it can be removed.
 */
added: boolean, 
/**
 * Licence as the folder states it.
 */
licence: string | null, 
/**
 * What to know about its results.
 */
note: string | null, 
/**
 * What its labels count as: label and type.
 */
labels: Array<[string, string]>, };

/**
 * What the comparison of a device with the processor showed.
 */
export type SelfTestView = { 
/**
 * The device that ran.
 */
used: string, 
/**
 * Whether both found the same.
 */
agrees: boolean, 
/**
 * Entities that both found.
 */
same: number, 
/**
 * Entities that only the processor found.
 */
missed: number, 
/**
 * Entities that only the device found.
 */
added: number, };

/**
 * A type's threshold.
 */
export type ThresholdView = { 
/**
 * Entity type.
 */
entity: string, 
/**
 * In percent.
 */
percent: number, };

/**
 * A policy.
 */
export type PolicyView = { 
/**
 * What lists call it.
 */
name: string, 
/**
 * What it is for.
 */
description: string, 
/**
 * The law or standard it follows; empty when none.
 */
rule: string, 
/**
 * What holds for types without a rule of their own.
 */
default: RuleView, 
/**
 * The types that can be given a rule, and those that have one.
 */
types: Array<TypeRuleView>, 
/**
 * What is always found.
 */
always: Array<EntryView>, 
/**
 * What is never asked about.
 */
never: Array<EntryView>, 
/**
 * Pages, and regions of pages, that go whatever stands there.
 */
regions: Array<RegionView>, 
/**
 * Exemption codes.
 */
codes: Array<CodeView>, 
/**
 * How the categories of the rule are covered.
 */
categories: Array<CategoryView>, 
/**
 * The policy as a file.
 */
toml: string, };

/**
 * What the window changes of a policy; everything else stays as it is in the file.
 */
export type PolicyEdit = { 
/**
 * The file that is changed.
 */
toml: string, 
/**
 * What lists call it.
 */
name: string, 
/**
 * What holds for types without a rule of their own.
 */
default: RuleView, 
/**
 * Rules of single types; only those that are `own` are written.
 */
types: Array<TypeRuleView>, 
/**
 * What is always found.
 */
always: Array<EntryView>, 
/**
 * What is never asked about.
 */
never: Array<EntryView>, 
/**
 * Pages, and regions of pages, that go whatever stands there.
 */
regions: Array<RegionView>, 
/**
 * Exemption codes.
 */
codes: Array<CodeView>, };

/**
 * What holds for a type.
 */
export type RuleView = { 
/**
 * Whether it is looked for.
 */
find: boolean, 
/**
 * Score in percent from which on it is more than a near-miss.
 */
threshold: number, 
/**
 * What stands in its place: `box`, `label`, `last-4` and so on, as in a policy file.
 */
operator: string, 
/**
 * `accept`, `leave` or `ask`, where nobody decided.
 */
undecided: string, 
/**
 * Exemption code or reason on the mark.
 */
reason: string | null, };

/**
 * The rule of one type.
 */
export type TypeRuleView = { 
/**
 * Entity type.
 */
entity: string, 
/**
 * Whether it has a rule of its own.
 */
own: boolean, 
/**
 * What holds for it.
 */
rule: RuleView, };

/**
 * An entry of the always or never list.
 */
export type EntryView = { 
/**
 * The words, or the expression.
 */
text: string, 
/**
 * How it is compared.
 */
matching: EntryMatching, 
/**
 * What it is taken for; on a never list the only type that it is never.
 */
entity: string | null, };

/**
 * How an entry is compared.
 */
export type EntryMatching = "literal" | "fuzzy1" | "fuzzy2" | "fuzzy3" | "regex";

/**
 * Pages, or one region of them, that go whatever stands there.
 */
export type RegionView = { 
/**
 * Which pages: `all`, `first`, `last`, `3`, `2-5` or `2-`, as in a policy file.
 */
pages: string, 
/**
 * Left, top, right and bottom in points from the upper left corner; the whole page without.
 */
edges: [number, number, number, number] | null, 
/**
 * Exemption code or reason.
 */
reason: string | null, };

/**
 * An exemption code.
 */
export type CodeView = { 
/**
 * What stands on the mark.
 */
code: string, 
/**
 * What it means.
 */
meaning: string, };

/**
 * A category of what a rule protects.
 */
export type CategoryView = { 
/**
 * Its letter or number in the rule.
 */
id: string, 
/**
 * Its name in the rule.
 */
name: string, 
/**
 * The types that stand for it.
 */
types: Array<string>, 
/**
 * How far detectors cover it.
 */
coverage: CoverageView, 
/**
 * What a reviewer has to know or do.
 */
note: string, };

/**
 * How far a category is covered without a person.
 */
export type CoverageView = "automatic" | "partly" | "manual";

/**
 * An error as the window gets it: a stable code that it may act on, and a text for people. Nobody
 * matches on the text.
 */
export type CommandError = { 
/**
 * `passphraseNeeded`, `wrongPassphrase`, `noProject`, `internal`, or the engine's own code.
 */
code: string, 
/**
 * What happened and what to do.
 */
message: string, 
/**
 * The line of a policy file that is wrong, from 1.
 */
line?: number, };
