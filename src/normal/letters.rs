//! Dictionary forms in the letters of the text: its capitals and its ё stay.

use crate::case::upper_letter;
use crate::text::fold;

/// Writes a folded form as the original writes its own letters.
///
/// Letters that both share at the beginning are copied, so that Артёма gives Артём; the others follow the
/// original's capitals.
pub(super) fn written_like(form: &str, original: &str) -> String {
    let capitals = original.chars().count() > 1 && original.chars().all(|c| !c.is_lowercase());
    let mut copied = true;
    let mut letters = original.chars();
    let mut out = String::with_capacity(form.len());
    for (at, c) in form.chars().enumerate() {
        let before = letters.next();
        copied = copied && before.is_some_and(|before| fold(before.encode_utf8(&mut [0; 4])).starts_with(c));
        match before {
            Some(before) if copied => out.push(before),
            Some(before) if at == 0 && before.is_uppercase() => out.push(upper_letter(c)),
            _ if capitals => out.push(upper_letter(c)),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::written_like;

    #[test]
    fn the_letters_of_the_text_stay() {
        for (form, original, written) in [
            ("артем", "Артёма", "Артём"),
            ("путин", "ПУТИНУ", "ПУТИН"),
            ("мэр", "мэра", "мэр"),
            ("лев", "Льва", "Лев"),
            ("я", "Мне", "Я"),
        ] {
            assert_eq!(written_like(form, original), written);
        }
    }
}
