//! Texts, layouts and sources: kept in the project, loaded when needed.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tacenda_core::{CancelToken, Document, HiddenItem, PageLayout, Reading};
use tacenda_store::ReadingBlob;

use super::engine::Project;
use super::state::DocumentId;
use super::text_view::{Shown, shown};
use crate::{EngineError, Source};

/// Encoding of kept readings. To be raised when a type of core changes that is part of them:
/// older ones are then read anew from the source.
const CODEC: i64 = 1;

/// How many texts are held in memory.
const HELD: usize = 6;

/// What of a reading is needed after the file was added.
#[derive(Serialize, Deserialize)]
pub struct Content {
    /// The document.
    pub document: Document,
    /// What the file holds beside its visible text.
    pub hidden: Vec<HiddenItem>,
    /// The blocks of the text view; follow from the document.
    #[serde(skip)]
    pub blocks: Vec<Shown>,
}

/// The texts used last.
#[derive(Default)]
pub struct Texts(Mutex<Vec<(DocumentId, Arc<Content>)>>);

/// A reading as it is kept.
pub struct Encoded {
    pub reading: ReadingBlob,
    pub layouts: Vec<Vec<u8>>,
}

/// Encodes a reading.
pub fn encode(reading: Reading) -> Result<Encoded, EngineError> {
    let failed = |e: postcard::Error| EngineError::Internal(e.to_string());
    let layouts = reading
        .layouts
        .iter()
        .map(postcard::to_stdvec)
        .collect::<Result<_, _>>();
    let content = Content {
        document: reading.document,
        hidden: reading.hidden,
        blocks: Vec::new(),
    };
    Ok(Encoded {
        reading: ReadingBlob {
            codec: CODEC,
            bytes: postcard::to_stdvec(&content).map_err(failed)?,
        },
        layouts: layouts.map_err(failed)?,
    })
}

impl Project {
    /// The text of a document and what belongs to it.
    pub(crate) fn content(&self, id: DocumentId) -> Result<Arc<Content>, EngineError> {
        let held = |texts: &mut Vec<(DocumentId, Arc<Content>)>| {
            let at = texts.iter().position(|(held, _)| *held == id)?;
            let entry = texts.remove(at);
            texts.push(entry.clone());
            Some(entry.1)
        };
        let texts = &self.inner().texts.0;
        if let Some(content) = held(&mut texts.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(content);
        }
        let mut content = self.load(id)?;
        content.blocks = shown(&content.document);
        let content = Arc::new(content);
        let mut texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.push((id, Arc::clone(&content)));
        if texts.len() > HELD {
            texts.remove(0);
        }
        Ok(content)
    }

    fn load(&self, id: DocumentId) -> Result<Content, EngineError> {
        let kept = self.wait(self.inner().store.reading(id.0))?;
        if kept.codec == CODEC
            && let Ok(content) = postcard::from_bytes(&kept.bytes)
        {
            return Ok(content);
        }
        let source = self.source(id)?;
        let cancel = CancelToken::new();
        let password = self.password(id)?;
        let isolation = &self.inner().engine.isolation;
        let reading = isolation
            .open(&source, password.as_deref(), &cancel)?
            .read(&cancel)?;
        let known = self
            .state()
            .documents
            .get(&id)
            .map(|entry| entry.text_sha256);
        if known != Some(reading.document.text.digest()) {
            // Another version reads another text: its findings' places would be wrong.
            return Err(EngineError::format(&source.name)(
                tacenda_core::FormatError::Changed,
            ));
        }
        let content = Content {
            document: reading.document.clone(),
            hidden: reading.hidden.clone(),
            blocks: Vec::new(),
        };
        let encoded = encode(reading)?;
        let store = &self.inner().store;
        self.wait(store.replace_reading(id.0, &encoded.reading, &encoded.layouts))?;
        Ok(content)
    }

    /// The boxes of a page (from 1); empty when it has none.
    pub(crate) fn layout(&self, id: DocumentId, page: u32) -> Result<PageLayout, EngineError> {
        // Loading the text first brings an old encoding up to date.
        self.content(id)?;
        let kept = self.wait(self.inner().store.layout(id.0, i64::from(page)))?;
        match kept {
            Some(bytes) => postcard::from_bytes(&bytes)
                .map_err(|_| EngineError::Unknown(format!("the layout of page {page}"))),
            None => Ok(PageLayout::default()),
        }
    }

    /// The file as it was added.
    pub(crate) fn source(&self, id: DocumentId) -> Result<Source, EngineError> {
        let (name, path) = {
            let state = self.state();
            let entry = state.documents.get(&id).ok_or_else(|| unknown(id))?;
            (entry.name.clone(), entry.path.clone())
        };
        let mut source = Source::from_bytes(name, self.wait(self.inner().store.source(id.0))?);
        source.path = path.into();
        Ok(source)
    }

    pub(crate) fn password(&self, id: DocumentId) -> Result<Option<String>, EngineError> {
        let state = self.state();
        let entry = state.documents.get(&id).ok_or_else(|| unknown(id))?;
        Ok(entry.password.clone())
    }

    pub(crate) fn forget(&self, id: DocumentId) {
        let mut texts = self
            .inner()
            .texts
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        texts.retain(|(held, _)| *held != id);
    }
}

pub fn unknown(id: DocumentId) -> EngineError {
    EngineError::Unknown(format!("document {}", id.0))
}
