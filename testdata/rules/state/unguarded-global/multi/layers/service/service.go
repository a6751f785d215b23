package service

import "example.com/layers/store"

type Orders struct{}

// Placed is written two calls away from the router.
var Placed int

func (o *Orders) Place(item string) {
	Placed++ // want "Placed"
	store.Save(item)
}

func (o *Orders) All() []string { return store.List() }
