//! The table of strings: name, Russian, English.

macro_rules! words {
    ($($name:ident: $ru:literal, $en:literal;)*) => {
        /// Every fixed string of the page.
        #[derive(Debug)]
        pub(crate) struct Words { $(pub(crate) $name: &'static str,)* }
        pub(crate) static RU: Words = Words { $($name: $ru,)* };
        pub(crate) static EN: Words = Words { $($name: $en,)* };
    };
}

words! {
    // Header.
    new_text: "Новый текст", "New text";
    undo: "Отменить", "Undo";
    redo: "Вернуть", "Redo";
    theme_auto: "Тема: как в системе", "Theme: as in the system";
    theme_light: "Тема: светлая", "Theme: light";
    theme_dark: "Тема: тёмная", "Theme: dark";
    help: "Справка", "Help";
    language: "Язык", "Language";
    skip: "К статье", "To the article";

    // Start.
    start_title: "Вставьте статью", "Paste an article";
    start_promise: "Разметка уберёт со страницы лишнее, отметит людей, организации, места, даты и цифры и покажет, кто что сказал.",
        "Razmetka removes the clutter of the page, marks people, organisations, places, dates and figures, and shows who said what.";
    paste_here: "Скопируйте страницу целиком, вместе с меню и рекламой, и вставьте сюда", "Copy the whole page, menus and adverts included, and paste it here";
    paste_label: "Текст статьи", "Text of the article";
    read_it: "Разметить", "Annotate";
    open_file: "Открыть файл", "Open a file";
    open_hint: "или перетащите .txt или .html в окно", "or drop .txt or .html on the window";
    stays_here: "Текст не покидает вашу вкладку: всё считает ваш браузер.", "The text does not leave your tab: your own browser does all the work.";
    samples: "Или начните с примера", "Or begin with a sample";
    drop_here: "Отпустите файл, и он откроется", "Let go of the file to open it";

    // Work in progress.
    busy_wait: "Загружаю словари", "Loading the word lists";
    cancel: "Прервать", "Stop";
    cancelled: "Разбор прерван. Текст сохранён, его можно разметить снова.", "Stopped. The text is kept and can be annotated again.";

    // Troubles.
    failed: "Разбор прервался из-за ошибки программы. Текст и правки сохранены, разметчик запущен заново.",
        "The annotation broke off because of a fault in the program. The text and your corrections are kept; the annotator has been started afresh.";
    retry: "Повторить", "Try again";
    unavailable: "Браузер не смог запустить разметчик. Обновите страницу; если не поможет, нужен браузер поновее.",
        "The browser could not start the annotator. Reload the page; if that does not help, a newer browser is needed.";
    empty_text: "В буфере нет текста. Скопируйте статью и вставьте ещё раз.", "There is no text on the clipboard. Copy the article and paste again.";
    unreadable: "Этот файл не похож на текст. Подойдут .txt и .html.", "This file does not look like text. Use .txt or .html.";
    too_large: "Файл больше 20 МБ: для архивов есть команда razmetka annotate.", "The file is larger than 20 MB: for archives use the command razmetka annotate.";
    close: "Закрыть", "Close";
    copied: "JSON скопирован", "JSON copied";
    not_copied: "Браузер не дал скопировать. Скачайте JSON файлом.", "The browser refused to copy. Download the JSON as a file.";

    // Article.
    article: "Статья", "Article";
    published: "Дата публикации", "Published";
    author: "Автор", "Author";
    outlet: "Источник", "Source";
    unknown_date: "дата не найдена", "no date found";
    restore: "Вернуть", "Restore";
    drop_block: "Убрать абзац", "Remove paragraph";
    not_yet: "Текст сохранён, но ещё не размечен.", "The text is kept but not yet annotated.";
    in_work: "Здесь появится статья с отметками.", "The article with its marks will appear here.";
    nothing_kept: "Разметка не нашла на этой странице статьи. Всё убранное ниже: верните нужное.", "Razmetka found no article on this page. All that was removed is below: restore what you need.";

    // Panels.
    panel: "Что найдено", "Findings";
    tab_entities: "Сущности", "Entities";
    tab_metrics: "Метрики", "Metrics";
    tab_quotes: "Кто сказал", "Who said";
    tab_statistics: "Статистика", "Statistics";
    tab_removed: "Удалено", "Removed";
    panel_waits: "Здесь появится найденное.", "What is found will appear here.";
    no_entities: "В этом тексте не нашлось ни людей, ни организаций, ни мест. Выделите слова в статье, чтобы отметить их самим.",
        "No people, organisations or places were found. Select words in the article to mark them yourself.";
    no_metrics: "В этом тексте нет цифр, которые что-нибудь измеряют.", "There are no figures in this text that measure anything.";
    no_quotes: "В этом тексте никто ничего не говорит.", "Nobody says anything in this text.";
    no_removed: "Ничего не убрано: весь вставленный текст и есть статья.", "Nothing was removed: all of the pasted text is the article.";
    previous: "Предыдущее упоминание", "Previous mention";
    next: "Следующее упоминание", "Next mention";
    col_value: "Значение", "Value";
    col_measured: "Что измерено", "Measured";
    col_period: "Когда", "When";
    unknown_speaker: "Кто говорит, не указано", "Speaker not named";
    direct: "дословно", "verbatim";
    reported: "в пересказе", "reported";
    notes: "На что обратить внимание", "Worth a look";

    // Statistics.
    stat_characters: "Знаков с пробелами", "Characters with spaces";
    stat_solid: "Знаков без пробелов", "Characters without spaces";
    stat_words: "Слов", "Words";
    stat_sentences: "Предложений", "Sentences";
    stat_reading: "Время чтения", "Reading time";
    stat_removed: "Убрано со страницы", "Removed from the page";
    stat_quoted: "Прямая речь", "Direct speech";
    stat_kinds: "Отметки по видам", "Marks by kind";
    stat_sentence: "Слов в предложении", "Words per sentence";
    stat_readability: "Читаемость (Флеш)", "Readability (Flesch)";
    stat_diversity: "Разнообразие слов", "Variety of words";
    minutes: "мин", "min";

    // Card and selection.
    card: "Отметка", "Mark";
    read_as: "Прочитано как", "Read as";
    elsewhere: "Ещё в тексте", "Elsewhere in the text";
    why: "Почему отмечено", "Why it is marked";
    by_rule: "правило", "rule";
    by_model: "модель", "model";
    by_editor: "отметили вы", "marked by you";
    right_in: "верно в", "right in";
    change_kind: "Вид", "Kind";
    remove_mark: "Убрать отметку", "Remove mark";
    mark_as: "Отметить как", "Mark as";
    other_kind: "другой вид", "another kind";

    // Footer and export.
    labels: "Подписи", "Labels";
    download: "Скачать", "Download";
    copy: "Скопировать", "Copy";

    // Help.
    help_title: "Как это работает", "How it works";
    help_paste: "Вставьте страницу целиком. Программа сама отделит статью от меню, рекламы и ссылок; убранное видно на месте и возвращается одной кнопкой.",
        "Paste the whole page. The program tells the article from menus, adverts and links; what it removes stays visible in its place and comes back with one button.";
    help_marks: "Нажмите на отметку, чтобы увидеть полное имя или значение, сменить вид или убрать её. Выделите слова, чтобы добавить отметку.",
        "Click a mark to see the full name or the value, to change its kind or to remove it. Select words to add a mark.";
    help_private: "Ничего не отправляется в сеть. Страница работает и без соединения.", "Nothing is sent over the network. The page also works offline.";
    help_keys: "Клавиши", "Keys";
    key_next: "следующая и предыдущая отметка", "next and previous mark";
    key_open: "открыть карточку отметки", "open the card of a mark";
    key_tabs: "вкладки панели", "tabs of the panel";
    key_labels: "подписи у отметок", "labels on marks";
    key_export: "скачать JSON", "download JSON";
    key_new: "новый текст", "new text";
    key_undo: "отменить и вернуть правку", "undo and redo";
    key_remove: "убрать отметку, карточка которой открыта", "remove the mark whose card is open";
    key_drop: "убрать абзац выбранной отметки", "remove the paragraph of the chosen mark";
    key_escape: "закрыть", "close";
    key_help: "эта справка", "this help";
}
