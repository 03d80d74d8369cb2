//! The known words in windows-1251, sorted and front coded: a word names how much it shares with the one before it.

use std::ops::Range;

use super::pack::{Pack, PackError, Type};

/// Every so many words one is kept whole.
const STEP: usize = 32;

/// Where each word's vector stands.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    range: Range<usize>,
    /// Every [`STEP`]th word, and where the coded word after it begins.
    anchors: Vec<(Box<[u8]>, u32)>,
    count: usize,
}

impl Vocabulary {
    /// Reads the list of a pack.
    pub(super) fn read(pack: &Pack) -> Result<Self, PackError> {
        let range = pack.range("vocabulary", Type::U8)?;
        let bytes = pack.bytes(range.clone());
        let (mut anchors, mut count) = (Vec::new(), 0);
        let (mut word, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            let before = word.clone();
            let wrong = || PackError::new(format!("vocabulary: word {} is not one", count + 1));
            at = next(bytes, at, &mut word).ok_or_else(wrong)?;
            if count > 0 && word <= before {
                return Err(PackError::new(format!("vocabulary: word {} is out of order", count + 1)));
            }
            if count % STEP == 0 {
                anchors.push((word.as_slice().into(), at as u32));
            }
            count += 1;
        }
        Ok(Self { range, anchors, count })
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The place of a word, from 1; 0 where it is unknown.
    pub(super) fn row(&self, pack: &Pack, word: &str) -> usize {
        let Some(word) = word.chars().map(byte).collect::<Option<Vec<u8>>>() else { return 0 };
        let after = self.anchors.partition_point(|(anchor, _)| **anchor <= *word);
        let Some((anchor, start)) = after.checked_sub(1).and_then(|at| self.anchors.get(at)) else {
            return 0;
        };
        let bytes = pack.bytes(self.range.clone());
        let (mut row, mut found, mut at) = ((after - 1) * STEP + 1, anchor.to_vec(), *start as usize);
        for _ in 0..STEP {
            if found >= word {
                break;
            }
            let Some(next) = next(bytes, at, &mut found) else { return 0 };
            (row, at) = (row + 1, next);
        }
        if found == word { row } else { 0 }
    }
}

/// Turns a word into the one coded at a place, and says where the next one begins.
fn next(bytes: &[u8], at: usize, word: &mut Vec<u8>) -> Option<usize> {
    let (&[shared, length], rest) = bytes.get(at..)?.split_first_chunk()?;
    let rest = rest.get(..usize::from(length))?;
    if usize::from(shared) > word.len() {
        return None;
    }
    word.truncate(usize::from(shared));
    word.extend_from_slice(rest);
    Some(at + 2 + rest.len())
}

/// A small letter or another sign of ASCII in windows-1251; the vocabulary has no others.
fn byte(c: char) -> Option<u8> {
    match c {
        'а'..='я' => u8::try_from(u32::from(c) - u32::from('а') + 0xe0).ok(),
        _ => c.is_ascii().then_some(c as u8),
    }
}
