//! What a line speaks of: the stems of its words, those that every article has left aside.

/// Letters of a stem that count.
const STEM: usize = 5;

/// Stems of grammatical words and of words that most news have: by document frequency in the training pages. Sorted.
#[rustfmt::skip]
const COMMON: [&str; 135] = [
    "about", "after", "all", "als", "and", "been", "but", "can", "for", "from", "get", "has", "hav", "her", "his",
    "how", "int", "just", "mor", "most", "new", "not", "our", "out", "over", "said", "than", "that", "their",
    "them", "ther", "this", "was", "wer", "what", "when", "which", "will", "with", "would", "your", "без", "бол",
    "больш", "будет", "был", "быт", "возр", "врем", "глав", "главн", "говор", "год", "данн", "дейст", "дел",
    "должн", "друг", "есл", "заним", "заяв", "заявл", "извес", "инфор", "как", "когд", "котор", "кром", "лет",
    "летн", "мест", "может", "над", "назв", "назн", "наход", "начал", "неск", "нет", "них", "нов", "один", "одн",
    "однак", "окол", "орган", "основ", "отмет", "перв", "перед", "под", "получ", "посл", "пост", "прав", "предс",
    "прин", "пров", "произ", "прот", "прошл", "работ", "ран", "росс", "руков", "сам", "связ", "сегод", "сейч",
    "сказ", "слов", "сообщ", "сост", "спец", "сред", "стал", "стор", "стран", "счит", "так", "такж", "тем", "тог",
    "тольк", "том", "тот", "участ", "челов", "чем", "числ", "чтоб", "этог", "этом", "этот", "явл",
];

/// The stem of a folded word without its last vowels; `None` where it says nothing of the topic.
pub(super) fn topic(word: &str) -> Option<&str> {
    let stem = word.trim_end_matches(|c| "аеиоуыэюяйьaeiouy".contains(c));
    stem.char_indices().nth(2)?;
    let stem = stem.char_indices().nth(STEM).map_or(Some(stem), |(end, _)| stem.get(..end))?;
    COMMON.binary_search(&stem).is_err().then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_topic() {
        assert!(COMMON.is_sorted());
        for (a, b) in [("кипр", "кипру"), ("город", "города"), ("самовар", "самоварами"), ("кндр", "кндр")]
        {
            assert_eq!(topic(a), topic(b));
            assert!(topic(a).is_some(), "{a}");
        }
        for word in ["который", "сообщили", "после", "the", "из"] {
            assert_eq!(topic(word), None, "{word}");
        }
    }
}
