//! Units of offsets: UTF-8 bytes inside, Unicode code points in public, UTF-16 code units for the DOM.
//!
//! Nothing else in the project converts offsets. The index keeps one checkpoint every [`STRIDE`] bytes,
//! so that a conversion scans at most that far and never the whole text.

/// Distance in bytes between checkpoints.
const STRIDE: usize = 128;

/// What lies before a byte offset, counted in each unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Checkpoint {
    byte: u32,
    code_point: u32,
    utf16: u32,
}

impl Checkpoint {
    fn after(self, c: char) -> Self {
        Self {
            byte: self.byte + c.len_utf8() as u32,
            code_point: self.code_point + 1,
            utf16: self.utf16 + c.len_utf16() as u32,
        }
    }
}

/// An index over one text that converts offsets between UTF-8 bytes, code points and UTF-16 code units.
///
/// Every conversion returns `None` for an offset past the end or inside a character.
///
/// ```
/// use razmetka::Units;
/// let units = Units::new("я😀!");
/// assert_eq!(units.code_point(6), Some(2));
/// assert_eq!(units.utf16(6), Some(3));
/// assert_eq!(units.utf16(3), None);
/// assert_eq!(units.byte_of_utf16(3), Some(6));
/// ```
#[derive(Debug, Clone)]
pub struct Units<'t> {
    text: &'t str,
    checkpoints: Vec<Checkpoint>,
    end: Checkpoint,
}

impl<'t> Units<'t> {
    /// Reads `text` once and sets a checkpoint at the first character border of every stride.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut at = Checkpoint::default();
        let mut next = 0;
        for c in text.chars() {
            if at.byte >= next {
                checkpoints.push(at);
                next += STRIDE as u32;
            }
            at = at.after(c);
        }
        Self { text, checkpoints, end: at }
    }

    /// Length of the text in code points.
    pub fn code_points(&self) -> u32 {
        self.end.code_point
    }

    /// Code points before `byte`.
    pub fn code_point(&self, byte: u32) -> Option<u32> {
        self.find(byte, |at| at.byte).map(|at| at.code_point)
    }

    /// UTF-16 code units before `byte`.
    pub fn utf16(&self, byte: u32) -> Option<u32> {
        self.find(byte, |at| at.byte).map(|at| at.utf16)
    }

    /// The byte offset of a code-point offset.
    pub fn byte_of_code_point(&self, code_point: u32) -> Option<u32> {
        self.find(code_point, |at| at.code_point).map(|at| at.byte)
    }

    /// The byte offset of a UTF-16 offset.
    pub fn byte_of_utf16(&self, utf16: u32) -> Option<u32> {
        self.find(utf16, |at| at.utf16).map(|at| at.byte)
    }

    /// The position whose `unit` equals `offset`: binary search to the checkpoint before, then a short walk.
    fn find(&self, offset: u32, unit: impl Fn(&Checkpoint) -> u32) -> Option<Checkpoint> {
        if offset >= unit(&self.end) {
            return (offset == unit(&self.end)).then_some(self.end);
        }
        let after = self.checkpoints.partition_point(|at| unit(at) <= offset);
        let mut at = self.checkpoints[after - 1];
        let mut rest = self.text.get(at.byte as usize..)?.chars();
        while unit(&at) < offset {
            at = at.after(rest.next()?);
        }
        (unit(&at) == offset).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The slow definition: count again from the beginning.
    fn check_every_border(text: &str) {
        let units = Units::new(text);
        for (byte, c) in text.char_indices().chain([(text.len(), '\0')]) {
            let before = text.get(..byte).unwrap();
            let (points, utf16) = (before.chars().count() as u32, before.encode_utf16().count() as u32);
            let byte = byte as u32;
            assert_eq!(units.code_point(byte), Some(points));
            assert_eq!(units.utf16(byte), Some(utf16));
            assert_eq!(units.byte_of_code_point(points), Some(byte));
            assert_eq!(units.byte_of_utf16(utf16), Some(byte));
            if c.len_utf8() > 1 {
                assert_eq!(units.code_point(byte + 1), None, "inside {c:?}");
            }
            if c.len_utf16() > 1 {
                assert_eq!(units.byte_of_utf16(utf16 + 1), None, "inside {c:?}");
            }
        }
        let past = text.len() as u32 + 1;
        assert_eq!((units.code_point(past), units.byte_of_code_point(past)), (None, None));
    }

    #[test]
    fn empty_text_has_one_offset() {
        check_every_border("");
    }

    #[test]
    fn difficult_characters_convert_at_every_border() {
        check_every_border("\u{feff}é е\u{301} 👩‍👩‍👧 🇷🇺\u{a0}№\r\n\u{200b}ё\u{fffd}𝒜");
    }

    #[test]
    fn a_megabyte_of_one_letter_converts_in_the_middle() {
        let text = "я".repeat(1 << 20);
        let units = Units::new(&text);
        assert_eq!(units.code_point(1 << 20), Some(1 << 19));
        assert_eq!(units.code_points(), 1 << 20);
        assert_eq!(units.byte_of_utf16(1 << 20), Some(1 << 21));
    }

    proptest! {
        #[test]
        fn every_border_converts_there_and_back(text in "(\\PC|[а-яё😀👍\u{301}\u{a0}\r\n\u{200d}\u{fffd}]){0,400}") {
            check_every_border(&text);
        }
    }
}
