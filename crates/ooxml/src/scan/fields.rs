//! Field instructions (ECMA-376 part 1, section 17.16).

/// Fields whose instruction holds only formatting: they are searched, but not shown for review.
const PLAIN: &[&str] = &[
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "TOC",
    "SEQ",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "EDITTIME",
    "NUMWORDS",
    "NUMCHARS",
    "FILENAME",
    "FILESIZE",
    "AUTHOR",
    "LASTSAVEDBY",
    "TITLE",
    "SUBJECT",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "SYMBOL",
    "PAGEREF",
    "REF",
    "NOTEREF",
    "STYLEREF",
    "LISTNUM",
    "AUTONUM",
    "ADVANCE",
    "EQ",
    "BIBLIOGRAPHY",
    "REVNUM",
    "TEMPLATE",
    "INDEX",
    "TOA",
    "SHAPE",
    "EMBED",
];

/// Whether an instruction names something that a reviewer should see: a target, a path, a merge
/// field, a text.
pub(super) fn tells(instruction: &str) -> bool {
    let mut words = instruction.split_whitespace();
    let Some(keyword) = words.next() else {
        return false;
    };
    if !PLAIN.iter().any(|p| keyword.eq_ignore_ascii_case(p)) {
        return true;
    }
    // `_Toc123456` and `_Ref123456` are made by the program.
    words.any(|w| {
        !w.starts_with('\\')
            && !w.starts_with("_Toc")
            && !w.starts_with("_Ref")
            && w.chars().filter(|c| c.is_alphanumeric()).count() > 3
            && !w.eq_ignore_ascii_case("MERGEFORMAT")
            && !w.eq_ignore_ascii_case("CHARFORMAT")
            && !w.eq_ignore_ascii_case("ARABIC")
            && !w.eq_ignore_ascii_case("ROMAN")
    })
}
