//! Which attributes hold what people wrote.

use super::flow::Host;
use crate::xml::{Attr, Element, Ns};

/// How an attribute is treated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// Shown for review under this title.
    Shown(&'static str, Host),
    /// A person who worked on the file.
    Author,
    /// Their initials.
    Initials,
    /// When they did, where the format demands a time.
    Time,
    /// Removed always.
    Dropped,
    /// Neither shown nor removed, but searched for removed values.
    Searched,
}

/// How attribute `a` of `e`, whose parent is named `parent`, is treated.
pub(super) fn usage(e: &Element<'_>, a: &Attr<'_>, parent: &str) -> Use {
    use Use::{Author, Dropped, Initials, Searched, Time};
    match (a.ns, a.local) {
        (Ns::Word, local) if local.starts_with("rsid") => return Dropped,
        (Ns::Word, "hash" | "salt") => return Dropped,
        (Ns::Word, "hashValue" | "saltValue") => return Dropped,
        (Ns::Word, "author") => return Author,
        (Ns::WordNext, "author") => return Author,
        (Ns::Word, "initials") => return Initials,
        (Ns::Word, "date") | (Ns::WordNext, "dateUtc") => return Dropped,
        (Ns::Relation, _) => return Searched,
        _ => {}
    }
    let shown = match e.ns {
        Ns::Word => word(e, a.local, parent),
        Ns::Vml | Ns::Office => vml(e.local, a.local),
        Ns::Slide => slide(e.local, a, parent),
        Ns::Sheet => sheet(e, a.local),
        _ => None,
    };
    match shown.or_else(|| drawing(e.local, a)) {
        Some((title, host)) => Use::Shown(title, host),
        None if e.ns == Ns::Slide && e.local == "cmAuthor" => match a.local {
            "name" => Author,
            "initials" => Initials,
            _ => Searched,
        },
        None if e.ns == Ns::Slide && e.local == "author" && a.local == "name" => Author,
        None if e.ns == Ns::Slide && e.local == "author" && a.local == "initials" => Initials,
        None if e.ns == Ns::Sheet && e.local == "person" && a.local == "displayName" => Author,
        None if matches!((e.local, a.local), ("person" | "author", "userId")) => Author,
        None if matches!(
            (e.local, a.local),
            ("cm", "dt" | "created") | ("threadedComment", "dT")
        ) =>
        {
            Time
        }
        None if e.local == "presence" && a.local == "userId" => Dropped,
        None if e.local == "person" && a.local == "contact" => Dropped,
        None => Searched,
    }
}

type Shown = Option<(&'static str, Host)>;

fn word(e: &Element<'_>, attr: &str, parent: &str) -> Shown {
    let text = |title| Some((title, Host::Attribute));
    match (e.local, attr) {
        ("bookmarkStart", "name") => {
            let made = e.attr("name").is_some_and(|n| n.starts_with('_'));
            (!made).then_some(("Bookmark", Host::Name))
        }
        ("hyperlink", "anchor") => {
            let made = e.attr("anchor").is_some_and(|n| n.starts_with('_'));
            (!made).then_some(("Link anchor", Host::Name))
        }
        ("hyperlink", "tooltip") => text("Link tip"),
        ("hyperlink", "docLocation" | "tgtFrame") => text("Link place"),
        ("fldSimple", "instr") => Some(("Field", Host::Name)),
        ("alias", "val") => text("Control title"),
        ("tag", "val") => text("Control tag"),
        ("listItem", "displayText" | "value") => text("List item"),
        ("comboBox" | "dropDownList", "lastValue") => text("List item"),
        ("date", "fullDate") => Some(("Date control", Host::Typed)),
        ("docVar", "name" | "val") => text("Document variable"),
        ("attr", "val") => text("Smart tag"),
        ("permStart", "ed") => text("Permitted editor"),
        ("lvlText", "val") => plain_level(e).then_some(("Numbering text", Host::Attribute)),
        ("tblCaption" | "tblDescription", "val") => text("Alternative text"),
        ("default" | "result" | "helpText" | "statusText" | "listEntry", "val")
            if matches!(parent, "ffData" | "textInput" | "ddList") =>
        {
            text("Form field")
        }
        ("name" | "entryMacro" | "exitMacro", "val") if parent == "ffData" => {
            Some(("Form field", Host::Name))
        }
        ("name", "val") if parent == "docPartPr" => text("Building block"),
        ("description" | "category", "val") => text("Building block"),
        ("textInput", "default") => text("Form field"),
        _ => None,
    }
}

/// Whether a numbering level's text holds more than numbers and punctuation.
fn plain_level(e: &Element<'_>) -> bool {
    let letters = |v: &str| v.chars().filter(|c| c.is_alphabetic()).count();
    e.attr("val").is_some_and(|v| letters(v) > 1)
}

fn vml(element: &str, attr: &str) -> Shown {
    match (element, attr) {
        ("textpath", "string") => Some(("Shape text", Host::Attribute)),
        (_, "alt" | "title") => Some(("Alternative text", Host::Attribute)),
        (_, "href") => Some(("Link target", Host::Attribute)),
        _ => None,
    }
}

fn slide(element: &str, a: &Attr<'_>, parent: &str) -> Shown {
    match (element, a.local) {
        ("tag", "name" | "val") => Some(("Tag", Host::Attribute)),
        // Layouts and masters have a name of their kind.
        ("cSld", "name") if parent == "sld" => Some(("Slide name", Host::Attribute)),
        ("section" | "custShow", "name") => Some(("Section name", Host::Attribute)),
        _ => None,
    }
}

fn sheet(e: &Element<'_>, attr: &str) -> Shown {
    let text = |title| Some((title, Host::Attribute));
    match (e.local, attr) {
        ("hyperlink", "display" | "tooltip" | "location") => text("Link"),
        ("sheet", "name") => Some(("Sheet name", Host::Name)),
        ("definedName", "name") if !e.attr("name").is_some_and(|n| n.starts_with("_xlnm")) => {
            Some(("Defined name", Host::Name))
        }
        ("definedName", "comment") => text("Comment"),
        ("tableColumn", "name" | "totalsRowLabel") => text("Table column"),
        ("filter" | "customFilter", "val") => text("Filter"),
        ("cfRule", "text") => text("Conditional format"),
        ("scenario", "name" | "user" | "comment") | ("inputCells", "val") => text("Scenario"),
        ("customWorkbookView", "name") => text("Saved view"),
        ("protectedRange", "name") => Some(("Protected range", Host::Name)),
        ("table", "name" | "displayName") if !generic_table(e) => Some(("Table name", Host::Name)),
        ("cacheField" | "dataField", "name" | "caption") => text("Field name"),
        ("dataValidation", "prompt" | "promptTitle" | "error" | "errorTitle") => {
            text("Input message")
        }
        _ => None,
    }
}

/// Names that Excel gives: `Table1`.
fn generic_table(e: &Element<'_>) -> bool {
    e.attr("displayName").is_some_and(|n| {
        n.strip_prefix("Table")
            .is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()))
    })
}

fn drawing(element: &str, a: &Attr<'_>) -> Shown {
    match (element, a.local) {
        ("docPr" | "cNvPr", "descr" | "title") => Some(("Alternative text", Host::Attribute)),
        ("docPr" | "cNvPr", "name") if !generic(a.value) => Some(("Object name", Host::Attribute)),
        ("hlinkClick" | "hlinkHover" | "hlinkMouseOver", "tooltip") => {
            Some(("Link tip", Host::Attribute))
        }
        _ => None,
    }
}

/// Names that programs give: empty, or words and a number, as `Picture 12`.
fn generic(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.is_empty() || (stem.len() < name.len() && stem.ends_with(' ') && stem.is_ascii())
}
