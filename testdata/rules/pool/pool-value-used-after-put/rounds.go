// Package rounds keeps what a round of a loop saw for the next one.
package rounds

import "sync"

type entry struct {
	refs int
	seen int64
}

var entries = sync.Pool{New: func() any { return new(entry) }}

func free(e *entry) {
	*e = entry{}
	entries.Put(e)
}

type table struct{ all map[string]*entry }

// Every round has an entry of its own.
func (t *table) oldest(now int64) *entry {
	var kept *entry
	for key, e := range t.all {
		if e.refs > 0 {
			continue
		}
		if now-e.seen > 3600 {
			free(e)
			delete(t.all, key)
			continue
		}
		if kept == nil || e.seen < kept.seen {
			kept = e
		}
	}
	return kept
}

// This one is kept before it goes back.
func (t *table) last(now int64) int64 {
	var kept *entry
	for key, e := range t.all {
		kept = e
		if now-e.seen > 3600 {
			free(e)
			delete(t.all, key)
		}
	}
	return kept.seen // want "after it was put back"
}

// The same value in every round.
func (t *table) shared(e *entry, rounds int) int64 {
	var kept *entry
	for i := range rounds {
		if i == 3 {
			free(e)
			break
		}
		kept = e
	}
	return kept.seen // want "after it was put back"
}

// Of two that are seen one goes, and then there is none that was seen.
func (t *table) everyOther() int {
	var last *entry
	freed := 0
	number := 0
	for key, e := range t.all {
		if number == 0 {
			number, last = len(key), e
			continue
		}
		if e.seen < last.seen {
			last = e
		}
		free(last)
		freed++
		number = 0
	}
	return freed
}
