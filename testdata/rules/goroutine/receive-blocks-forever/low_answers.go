// Package answers stops listening once everybody has answered.
package answers

type answer struct {
	from string
	err  error
}

func ask(names []string, one func(string) error) (passed, failed []string) {
	answers := make(chan answer, len(names))
	for _, name := range names {
		go func() {
			answers <- answer{name, one(name)}
		}()
	}
	for got := range answers { // want "the range over `answers` never ends"
		if got.err != nil {
			failed = append(failed, got.from)
		} else {
			passed = append(passed, got.from)
		}
		if len(passed)+len(failed) >= len(names) {
			break
		}
	}
	return passed, failed
}
