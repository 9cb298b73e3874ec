//! Writes the types of `dto` to the window's side.

use std::fs;
use std::path::Path;

use ts_rs::{Config, TS};

use crate::dto::*;
use crate::error::CommandError;

macro_rules! declarations {
    ($config:expr, $($name:ident),* $(,)?) => {
        [$(format!("{}export {}\n", docs(<$name as TS>::docs()), <$name as TS>::decl($config))),*]
    };
}

fn docs(text: Option<String>) -> String {
    text.unwrap_or_default()
}

fn generated() -> String {
    let config = Config::default();
    let parts = declarations!(
        &config,
        StartView,
        RecentView,
        KeyChoice,
        ProjectView,
        HistoryState,
        DocumentState,
        DocumentView,
        Counts,
        Delta,
        HistoryView,
        ShellEvent,
        MenuEntry,
        DecisionState,
        DecisionView,
        DecisionGroup,
        FindingRow,
        FindingChunk,
        FindingDetail,
        DecidedView,
        EvidenceView,
        OccurrenceView,
        AlikeView,
        ReachView,
        VariantView,
        AlikeScope,
        SearchMode,
        SearchView,
        SearchHit,
        DocumentDetail,
        DocumentRef,
        LeafKind,
        PageView,
        BoxView,
        SegmentView,
        Side,
        BlockView,
        BlockKindView,
        HitView,
        MarkView,
        Selection,
        SelectionUse,
        NoticeView,
        InspectView,
        TypeCount,
        HiddenView,
        ExportRequest,
        UndecidedChoice,
        PageChoice,
        TrackedChoice,
        CommentChoice,
        UnknownChoice,
        ExportEvent,
        ExportOutcome,
        ReceiptView,
        CheckView,
        SettingsView,
        ChoicesView,
        ChoiceView,
        ModelView,
        SelfTestView,
        ThresholdView,
        PolicyView,
        PolicyEdit,
        RuleView,
        TypeRuleView,
        EntryView,
        EntryMatching,
        RegionView,
        CodeView,
        CategoryView,
        CoverageView,
        CommandError,
    );
    format!(
        "// Written by `cargo test -p tacenda-desktop`; do not edit.\n\n{}",
        parts.join("\n")
    )
}

#[test]
fn the_window_has_the_types_of_the_shell() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/backend/bindings.ts");
    let generated = generated();
    let committed = fs::read_to_string(&path).unwrap_or_default();
    if committed != generated {
        fs::create_dir_all(path.parent().expect("the path has a folder")).expect("folder made");
        fs::write(&path, &generated).expect("bindings written");
    }
    assert!(
        committed == generated,
        "the window's types were stale; they are written anew, commit them"
    );
}
