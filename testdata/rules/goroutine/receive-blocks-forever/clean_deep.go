// Package clean sends so many calls down that nobody follows it there.
package clean

import "time"

type post struct {
	letters []string
	gone    chan struct{}
}

// As many receives as goroutines, each of which sends by a deferred call.
func (p *post) deliver(carry func(string)) {
	under := 0
	back := make(chan struct{})
	for _, letter := range p.letters {
		under++
		go func() {
			defer func() { back <- struct{}{} }()
			carry(letter)
		}()
	}
	for under > 0 {
		<-back
		under--
	}
}

func (p *post) open() error {
	p.gone = make(chan struct{})
	go func() {
		p.deliver(func(string) {})
		close(p.gone)
	}()
	return nil
}

type office struct {
	post  *post
	later *time.Timer
}

func (o *office) start(wait *time.Duration) {
	go func() {
		if err := o.post.open(); err != nil {
			panic(err)
		}
	}()
	if wait != nil {
		o.later = time.AfterFunc(*wait, func() { o.start(nil) })
	}
}
