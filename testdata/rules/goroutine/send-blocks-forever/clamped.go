// Package clamped runs at least some workers, however few are asked for.
package clamped

import "golang.org/x/sync/errgroup"

const fewest = 2

func cleanClamped(lists map[string][]string, workers int, send func(string)) error {
	if workers <= 0 {
		workers = fewest
	}
	names := make(chan string)
	var group errgroup.Group
	for range workers {
		group.Go(func() error {
			for name := range names {
				send(name)
			}
			return nil
		})
	}
	for _, list := range lists {
		for _, name := range list {
			names <- name
		}
	}
	close(names)
	return group.Wait()
}

func clamped(lists map[string][]string, workers int, send func(string) error) error {
	if workers <= 0 {
		workers = fewest
	}
	names := make(chan string)
	var group errgroup.Group
	for range workers {
		group.Go(func() error {
			for name := range names {
				if err := send(name); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, list := range lists {
		for _, name := range list {
			names <- name // want "the send on `names` blocks for ever"
		}
	}
	close(names)
	return group.Wait()
}
