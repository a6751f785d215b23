// Package switched puts values back in a loop: each round has one of its own.
package switched

import "sync"

type event struct{ attrs []string }

type link struct{ attrs []string }

var (
	events = sync.Pool{New: func() any { return new(event) }}
	links  = sync.Pool{New: func() any { return new(link) }}
)

func putEvent(e *event) { e.attrs = nil; events.Put(e) }

func putLink(l *link) { l.attrs = nil; links.Put(l) }

func count(values []any) (n int) {
	for _, value := range values {
		switch v := value.(type) {
		case *event:
			n += len(v.attrs)
			putEvent(v)
		case *link:
			n += len(v.attrs)
			putLink(v)
		}
	}
	return n
}
