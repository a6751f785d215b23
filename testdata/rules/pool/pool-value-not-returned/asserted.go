package asserted

import (
	"errors"
	"sync"
)

var heads, bodies sync.Pool

// What is of another type cannot be used, nor be put back.
func cleanTwo() error {
	kept := heads.Get()
	head, ok := kept.(*[]byte)
	if !ok {
		return errors.New("no head")
	}
	defer heads.Put(head)
	other := bodies.Get()
	body, ok := other.(*[]byte)
	if !ok {
		return errors.New("no body")
	}
	bodies.Put(body)
	return nil
}

func two(ready map[string]bool) error {
	kept := heads.Get()
	head, ok := kept.(*[]byte)
	if !ok {
		return errors.New("no head")
	}
	defer heads.Put(head)
	other := bodies.Get() // want "the pooled value in `other` is not returned to the pool on every path"
	_, ok = ready["body"]
	if !ok {
		return errors.New("not ready")
	}
	bodies.Put(other)
	return nil
}
