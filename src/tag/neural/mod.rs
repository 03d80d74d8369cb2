//! The learned tagger: nested mentions of all kinds, from a pack of weights.
//!
//! A unit of tokens goes through the layers of [`network`] and a judge of spans, [`head`]; [`decode`] chooses.
//! The same labels come out natively and in the browser, see `razmetka_kernel`.

use std::borrow::Cow;

use crate::document::{Kind, Mention};
use crate::sort;
use crate::tag::Context;

mod decode;
mod embedding;
pub mod features;
mod head;
mod network;
mod pack;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use decode::Found;
pub use pack::{FeatureSizes, Header, PackError};

use decode::Decoder;
use features::{AFFIX_BUCKETS, GRAMMAR_BITS, LEMMA_BUCKETS, VERSION, features};
use head::Head;
use network::Network;
use pack::{Digest, Pack};

/// A loaded tagger.
#[derive(Debug, Clone)]
pub struct Tagger {
    pack: Pack,
    network: Network,
    head: Head,
    decoder: Decoder,
    seen: Vec<Kind>,
}

impl Tagger {
    /// Reads a pack of weights.
    ///
    /// # Errors
    /// If the bytes are no pack, one of another protocol or for other features, cut or changed, or one whose parts
    /// do not fit each other.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, PackError> {
        Self::read(Pack::read(bytes, Digest::Compare)?)
    }

    /// Reads a pack whose digest was compared already.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], but for bytes that were changed where that makes no pack impossible.
    pub fn from_digested_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, PackError> {
        Self::read(Pack::read(bytes, Digest::Trust)?)
    }

    fn read(pack: Pack) -> Result<Self, PackError> {
        let found = &pack.header.features;
        let wanted = FeatureSizes {
            affix_buckets: AFFIX_BUCKETS,
            lemma_buckets: LEMMA_BUCKETS,
            gram: GRAMMAR_BITS,
            version: VERSION,
            rule_kinds: found.rule_kinds.clone(),
        };
        if *found != wanted {
            return Err(PackError::new(format!("the pack is for features {found:?}; here are {wanted:?}")));
        }
        let decoder = Decoder::read(&pack.header)?;
        let network = Network::read(&pack)?;
        let head = Head::read(&pack, network.width())?;
        let seen = visible(&pack.header)?;
        Ok(Self { pack, network, head, decoder, seen })
    }

    /// What the pack says of itself.
    pub fn header(&self) -> &Header {
        &self.pack.header
    }

    /// The kinds of the rules' mentions that the network sees.
    pub fn seen(&self) -> &[Kind] {
        &self.seen
    }

    /// How many products of a weight and a number a token takes, in the middle of a long unit.
    pub fn multiplications(&self) -> usize {
        self.network.multiplications() + self.head.multiplications()
    }

    /// The mentions that the network finds in a text, by their spans; those of the rules are part of what it sees.
    pub fn tag(&self, context: &Context<'_>, rules: &[Mention]) -> Vec<Found> {
        let features = features(context.text, context.lexicon, rules);
        let rows = self.network.rows(&self.pack, &features);
        let mut found = Vec::new();
        for unit in &features.units {
            let vectors = self.network.run(&self.pack, &features, unit, &rows);
            found.extend(self.decoder.mentions(unit, &self.head, &vectors));
        }
        sort::by_key(&mut found, |found: &Found| found.span);
        found
    }
}

/// The kinds of the rules' mentions that the network was trained to see.
fn visible(header: &Header) -> Result<Vec<Kind>, PackError> {
    header.features.rule_kinds.iter().map(|name| kind(name)).collect()
}

fn kind(name: &str) -> Result<Kind, PackError> {
    Kind::from_name(name).ok_or_else(|| PackError::new(format!("{name} is no kind of mentions")))
}
