from incidents import code_names


def test_a_code_name_is_two_plain_words():
    first, second = code_names.suggest().split()
    assert first.isalpha()
    assert second.isalpha()


def test_a_name_in_use_is_not_given_again():
    def all_but_the_last_plain(names):
        return set(names[:12]) - {names[11]}

    assert code_names.suggest(all_but_the_last_plain).count(" ") == 1


def test_once_the_plain_names_run_out_a_number_tells_them_apart():
    def every_plain_one(names):
        return {name for name in names if not name[-1].isdigit()}

    *_, number = code_names.suggest(every_plain_one).split()
    assert number.isdigit()
