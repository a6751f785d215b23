// Package sharedcalls shares what one of several callers makes, if it makes it.
package sharedcalls

import "errors"

type page struct {
	refs int
	data []byte
}

func (p *page) Release() { p.refs-- }

type group struct{ run func(key string, make func() (*page, error)) (*page, error) }

func (g *group) Execute(key string, make func() (*page, error)) (*page, error) {
	if g.run == nil {
		return nil, errors.New("closed")
	}
	return g.run(key, make)
}

func (g *group) read(load func(key string) ([]byte, error), key string, into []byte) (int, error) {
	found, err := g.Execute(key, func() (*page, error) {
		data, err := load(key)
		if err != nil {
			return nil, err
		}
		return &page{data: data, refs: 1}, nil
	})
	defer found.Release() // want "before its error is checked"
	if err != nil {
		return 0, err
	}
	return copy(into, found.data), nil
}
