//! Where the tagger's weights come from.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use razmetka::tag::neural::Tagger;

/// The pack of the repository that the program was built from.
const SHIPPED: Option<&[u8]> = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Which weights are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Model {
    /// Those of the program itself.
    Shipped,
    None,
    File(PathBuf),
}

impl Model {
    /// Loads the weights, or says in words why they cannot be used.
    pub(crate) fn load(&self) -> Result<Option<Arc<Tagger>>, String> {
        let (name, bytes) = match self {
            Self::None => return Ok(None),
            Self::Shipped => match SHIPPED {
                Some(bytes) => ("the shipped weights".to_owned(), Cow::Borrowed(bytes)),
                None => return Ok(None),
            },
            Self::File(path) => {
                let name = path.display().to_string();
                let bytes = fs::read(path).map_err(|error| format!("cannot read {name}: {error}"))?;
                (name, Cow::Owned(bytes))
            }
        };
        let tagger = Tagger::from_bytes(bytes);
        tagger.map(|tagger| Some(Arc::new(tagger))).map_err(|error| format!("cannot use {name}: {error}"))
    }
}
