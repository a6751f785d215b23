// Package names asks for a lock by a name of its own, which it has only if it is given that one back.
package names

import (
	"errors"
	"math/big"
)

type locks interface {
	Take(what, by string) (string, error)
	UnlockAll(what, by string) error
}

func change(l locks, id *big.Int, write func() error) error {
	by := ""
	if id != nil {
		by = id.String()
	}
	holder, err := l.Take("all", by)
	owns := holder == by
	if !owns && err == nil {
		return nil
	} else if !owns {
		return errors.Join(errors.New("taken"), err)
	}
	defer func() {
		if err := l.UnlockAll("all", by); err != nil {
			println(err.Error())
		}
	}()
	return write()
}
