//! Optional content (ISO 32000-1, 8.11): which layers a viewer shows when it opens the file.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Which layers are switched off by the default configuration.
#[derive(Default)]
pub(crate) struct Layers {
    off: HashSet<ObjectId>,
    /// `BaseState` is `OFF`: every layer not in `on` is off.
    on: Option<HashSet<ObjectId>>,
}

/// Deepest nesting of a visibility expression.
const MAX_DEPTH: usize = 8;

impl Layers {
    pub(crate) fn of(document: &Document) -> Self {
        Self::read(document).unwrap_or_default()
    }

    fn read(document: &Document) -> Option<Self> {
        let properties = get(document, document.catalog().ok()?, b"OCProperties")?;
        let config = get(document, properties.as_dict().ok()?, b"D")?
            .as_dict()
            .ok()?;
        let list = |key: &[u8]| -> HashSet<ObjectId> {
            get(document, config, key)
                .and_then(|o| o.as_array().ok())
                .map(|items| items.iter().filter_map(|o| o.as_reference().ok()).collect())
                .unwrap_or_default()
        };
        let base_off = get(document, config, b"BaseState")
            .is_some_and(|o| o.as_name().is_ok_and(|name| name == b"OFF"));
        Some(Self {
            off: list(b"OFF"),
            on: base_off.then(|| list(b"ON")),
        })
    }

    fn group_off(&self, id: ObjectId) -> bool {
        self.off.contains(&id) || self.on.as_ref().is_some_and(|on| !on.contains(&id))
    }

    /// Whether content that belongs to `object` (a group or a membership dictionary) is off.
    pub(crate) fn hides(&self, document: &Document, object: &Object) -> bool {
        if self.off.is_empty() && self.on.is_none() {
            return false;
        }
        let id = object.as_reference().ok();
        let Some(dict) = document
            .dereference(object)
            .ok()
            .and_then(|(_, o)| o.as_dict().ok())
        else {
            return false;
        };
        let membership = dict.get(b"OCGs").is_ok() || dict.get(b"VE").is_ok();
        if !membership {
            return id.is_some_and(|id| self.group_off(id));
        }
        if let Some(Object::Array(expression)) = get(document, dict, b"VE") {
            return !self.holds(document, expression, 0);
        }
        let groups: Vec<ObjectId> = match dict.get(b"OCGs") {
            Ok(Object::Reference(id)) => match document.get_object(*id) {
                Ok(Object::Array(items)) => references(items),
                _ => vec![*id],
            },
            Ok(Object::Array(items)) => references(items),
            _ => Vec::new(),
        };
        if groups.is_empty() {
            return false;
        }
        let policy = get(document, dict, b"P").and_then(|o| o.as_name().ok());
        let mut off = groups.iter().map(|&id| self.group_off(id));
        match policy {
            Some(b"AllOn") => off.any(|off| off),
            Some(b"AnyOff") => !off.any(|off| off),
            Some(b"AllOff") => !off.all(|off| off),
            _ => off.all(|off| off),
        }
    }

    fn holds(&self, document: &Document, expression: &[Object], depth: usize) -> bool {
        let Some((Object::Name(operator), operands)) = expression.split_first() else {
            return true;
        };
        if depth == MAX_DEPTH {
            return true;
        }
        let mut values =
            operands.iter().map(
                |operand| match document.dereference(operand).map(|(_, o)| o) {
                    Ok(Object::Array(inner)) => self.holds(document, inner, depth + 1),
                    _ => operand.as_reference().is_ok_and(|id| !self.group_off(id)),
                },
            );
        match operator.as_slice() {
            b"Or" => values.any(|v| v),
            b"Not" => !values.next().unwrap_or(false),
            _ => values.all(|v| v),
        }
    }
}

fn references(items: &[Object]) -> Vec<ObjectId> {
    items.iter().filter_map(|o| o.as_reference().ok()).collect()
}

fn get<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    document
        .dereference(dict.get(key).ok()?)
        .ok()
        .map(|(_, o)| o)
}
