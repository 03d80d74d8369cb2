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
    earlier: "Продолжить прошлую работу", "Continue earlier work";
    resume: "Продолжить", "Continue";
    forget: "Забыть", "Forget";
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
    not_repaired: "Подобрать кодировку не удалось. Скопируйте текст из браузера ещё раз.", "No encoding fits. Copy the text from the browser once more.";
    log_lost: "Текст восстановлен. Правки записаны другой версией программы, и прочитать их не удалось.",
        "The text is restored. The corrections were written by another version of the program and could not be read.";
    weights_unreachable: "Модель не загрузилась: сервер её не отдал. Текст размечен по правилам и словарям.",
        "The model did not load: the server did not give it. The text is annotated by rules and word lists.";
    weights_broken: "Модель не загрузилась: файл повреждён или не от этой версии. Текст размечен по правилам и словарям.",
        "The model did not load: the file is damaged or of another version. The text is annotated by rules and word lists.";
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
    edit: "править", "edit";
    title: "Заголовок", "Title";
    title_is: "Это абзац", "It is the paragraph";
    no_title: "заголовка нет", "no title";
    no_outlet: "не указан", "not named";
    no_author: "не указан", "not named";
    mojibake: "Текст, похоже, прочитан в неверной кодировке. ", "The text seems to have been read in a wrong encoding. ";
    repair: "Исправить кодировку", "Repair the encoding";
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
    restore_all: "Вернуть всё", "Restore all";
    sort: "Сортировать", "Sort";
    filter: "Искать среди цифр", "Search the figures";
    all_units: "все единицы", "all units";
    all_kinds: "все виды", "all kinds";
    of: "из", "of";
    timeline: "Даты в тексте", "Dates in the text";
    previous: "Предыдущее упоминание", "Previous mention";
    next: "Следующее упоминание", "Next mention";
    col_value: "Значение", "Value";
    col_measured: "Что измерено", "Measured";
    col_period: "Когда", "When";
    unknown_speaker: "Кто говорит, не указано", "Speaker not named";
    speaker: "Кто говорит", "Speaker";
    quote: "цитата", "quote";
    remove_quote: "Это не цитата", "Not a quote";
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
    rename: "Имя; можно исправить", "Name; can be corrected";
    everywhere: "Отметить везде", "Mark everywhere";
    set_value: "Исправить значение", "Correct the value";
    join: "Объединить", "Join";
    split: "Отделить", "Split off";
    join_with: "Это то же, что", "The same as";
    join_choose: "выберите", "choose";
    roles: "Кто это", "Who it is";
    figures_near: "Цифры рядом", "Figures nearby";
    edges: "Границы", "Borders";
    left_out: "Левая граница: на слово шире", "Left border: a word wider";
    left_in: "Левая граница: на слово уже", "Left border: a word narrower";
    right_in_by_word: "Правая граница: на слово уже", "Right border: a word narrower";
    right_out: "Правая граница: на слово шире", "Right border: a word wider";
    nowhere_else: "Больше нигде в тексте этих слов нет.", "These words stand nowhere else in the text.";
    all_marked: "Все места с этими словами уже отмечены.", "All places with these words are marked already.";
    mark_places: "Отметить", "Mark";
    in_whole_text: "во всём тексте", "in the whole text";
    apply: "Применить", "Apply";
    unreadable_value: "Не получается прочитать. Число пишите цифрами, дату как 2024-01-29.", "This cannot be read. Write numbers in digits, dates as 2024-01-29.";
    field_comparator: "Сравнение", "Comparison";
    field_amount: "Число", "Number";
    field_amount_to: "До (если диапазон)", "To (of a range)";
    field_unit: "Единица", "Unit";
    field_change: "Изменение", "Change";
    field_base: "По сравнению с", "Compared with";
    field_subject: "Чья это цифра", "Whose figure";
    field_date: "Дата", "Date";
    field_place: "Номер", "Number";
    grows: "рост", "growth";
    falls: "снижение", "decline";
    edtf_hint: "День 2024-01-29, месяц 2024-06, год 2024, квартал 2024-33, отрезок 2021/2025", "Day 2024-01-29, month 2024-06, year 2024, quarter 2024-33, span 2021/2025";
    mark_as: "Отметить как", "Mark as";
    other_kind: "другой вид", "another kind";

    // Footer and export.
    kept: "сохранено", "saved";
    kept_where: "Текст и правки лежат в этом браузере", "Text and corrections are kept in this browser";
    not_kept: "не сохраняется", "not saved";
    not_kept_why: "Черновик забыт; следующий текст сохранится", "The draft is forgotten; the next text will be saved";
    no_room: "не помещается", "too long to save";
    no_room_why: "Текст слишком велик для хранилища браузера: скачайте JSON", "The text is too long for the browser's storage: download the JSON";
    forget_what: "Удалить черновик из браузера", "Delete the draft from the browser";
    labels: "Подписи", "Labels";
    finders: "Кто размечает", "Who marks";
    finders_rules: "Правила", "Rules";
    finders_model: "Модель", "Model";
    finders_both: "Вместе", "Both";
    weights_loading: "Загружаю модель", "Loading the model";
    download: "Скачать", "Download";
    copy: "Скопировать", "Copy";

    // Help.
    help_title: "Как это работает", "How it works";
    help_paste: "Вставьте страницу целиком. Программа сама отделит статью от меню, рекламы и ссылок; убранное видно на месте и возвращается одной кнопкой.",
        "Paste the whole page. The program tells the article from menus, adverts and links; what it removes stays visible in its place and comes back with one button.";
    help_marks: "Нажмите на отметку, чтобы увидеть полное имя или значение, сменить вид или убрать её. Выделите слова, чтобы добавить отметку.",
        "Click a mark to see the full name or the value, to change its kind or to remove it. Select words to add a mark.";
    help_card: "В карточке можно исправить имя и значение, подвинуть границы, объединить и разделить, отметить те же слова во всём тексте. Всё отменяется.",
        "In the card you can correct the name and the value, move the borders, join and split, and mark the same words in the whole text. Everything can be undone.";
    help_kept: "Последний текст с правками хранится в этом браузере, пока его не сменит другой или вы не нажмёте «Забыть».",
        "The last text with its corrections is kept in this browser until another takes its place or you press Forget.";
    help_private: "Текст не отправляется в сеть. Модель загружается один раз и хранится в браузере; без неё и без соединения работают правила.", "The text is not sent anywhere. The model is loaded once and kept by the browser; without it and without a connection the rules do the work.";
    help_keys: "Клавиши", "Keys";
    key_next: "следующая и предыдущая отметка", "next and previous mark";
    key_open: "открыть карточку отметки", "open the card of a mark";
    key_tabs: "вкладки панели", "tabs of the panel";
    key_unsure: "следующая и предыдущая неуверенная отметка", "next and previous unsure mark";
    key_labels: "подписи у отметок", "labels on marks";
    key_export: "скачать JSON", "download JSON";
    key_new: "новый текст", "new text";
    key_undo: "отменить и вернуть правку", "undo and redo";
    key_remove: "убрать отметку, карточка которой открыта", "remove the mark whose card is open";
    key_drop: "убрать абзац выбранной отметки", "remove the paragraph of the chosen mark";
    key_kind: "в карточке: сменить вид", "in a card: change the kind";
    key_rename: "в карточке: исправить имя", "in a card: correct the name";
    key_value: "в карточке: исправить значение", "in a card: correct the value";
    key_everywhere: "в карточке: отметить везде", "in a card: mark everywhere";
    key_join: "в карточке: объединить", "in a card: join";
    key_split: "в карточке: отделить", "in a card: split off";
    key_wider: "в карточке: левая и правая граница на слово шире", "in a card: left and right border a word wider";
    key_narrower: "в карточке: на слово уже", "in a card: a word narrower";
    key_quote: "отметить выделенное как цитату", "mark the selection as a quote";
    key_title: "заголовок", "title";
    key_filter: "искать среди цифр", "search the figures";
    key_escape: "закрыть", "close";
    key_help: "эта справка", "this help";
}
