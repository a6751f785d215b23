// Parameters that go back to their pool, but not on every way.
package halves

import "sync"

type answer struct {
	ok    bool
	term  int
	reply string
}

var answers = sync.Pool{New: func() any { return new(answer) }}

type node struct {
	term int
	sent []string
}

func (n *node) process(a *answer) {
	if a.ok {
		n.term++
		answers.Put(a) // want "`a` is returned to the pool here, but not on every path"
	} else if a.term > n.term {
		n.term = a.term
		answers.Put(a)
	} else if a.reply != "" {
		n.sent = append(n.sent, a.reply)
	}
}

func (n *node) always(a *answer) {
	if a.ok {
		n.term++
		answers.Put(a)
		return
	}
	n.term = a.term
	answers.Put(a)
}

// The rest is handed on.
func (n *node) queued(a *answer, later chan<- *answer) {
	switch {
	case a.ok:
		answers.Put(a)
	case a.term > n.term:
		answers.Put(a)
	default:
		later <- a
	}
}

// What is not there needs not go back.
func release(a *answer) {
	if a == nil {
		return
	}
	if a.ok {
		a.ok = false
		answers.Put(a)
		return
	}
	answers.Put(a)
}

// Its caller says whether it is to go back.
func finish(a *answer, done bool) {
	if done {
		if a.ok {
			answers.Put(a)
			return
		}
		answers.Put(a)
	}
}

// It keeps those that it is asked to keep.
func (n *node) once(a *answer) {
	if a.ok {
		answers.Put(a)
	}
}
