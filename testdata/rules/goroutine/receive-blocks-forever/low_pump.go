// Package pump has a goroutine that is started once and shows what comes, for as long as something does.
package pump

type feed struct{ events <-chan string }

func (f *feed) pump(to chan<- string) {
	for event := range f.events {
		to <- event
	}
}

func (f *feed) handle(show func(string)) {
	texts := make(chan string)
	go f.pump(texts)
	for text := range texts { // want "never ends"
		show(text)
	}
}

func run(events <-chan string, show func(string)) {
	f := &feed{events: events}
	go f.handle(show)
}
