"""The phrase book: everything that cards and answers say, in English and in German.

    labels       short words: titles, badges, buttons, names of fields
    titles       which of them a request, the setting or a policy bears
    phrases      sentences, with gaps
    answers      sentences that answer questions
    lists        sentences about lists of people, the groups that are filled from them, and files
    office       sentences about the Office policy
    effects      sentences about what people get
    announcements  sentences about what people have to be told
    lessons      sentences that explain: rule by rule, click by click, topic by topic
    german       the sentences in German; german_labels, german_lists and the others hold the rest of it
    german_kept  what is kept in the ledger or raised as an error in English, in German; with german_edges and
                 german_intune
    kept         finds a kept sentence again

Nothing else in Linkgate holds words for people who talk with it; `words` and `captions` only choose.
"""
