"""The phrase book: everything that cards and answers say, in English and in German.

    labels       short words: titles, badges, buttons, names of fields
    phrases      sentences, with gaps
    lessons      sentences that explain: rule by rule, click by click, topic by topic
    german       the sentences in German; german_labels and german_lessons hold the rest of it
    german_kept  what is kept in the ledger or raised as an error in English, in German
    kept         finds a kept sentence again

Nothing else in Linkgate holds words for people who talk with it; `words` and `captions` only choose.
"""
