// Package pairs has two goroutines in one function write one variable.
package pairs

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

type usage struct{ in, out int }

func both(ctx context.Context, user, plan func(context.Context) (string, error)) (name, kind string, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		name, err = user(ctx) // want "two goroutines that run side by side write `err` with no lock held: one overwrites"
		return err
	})
	group.Go(func() error {
		kind, err = plan(ctx)
		return err
	})
	if failed := group.Wait(); failed != nil {
		return "", "", failed
	}
	return name, kind, err
}

func counted(client, target <-chan int) usage {
	var wg sync.WaitGroup
	var used usage
	labels := map[string]int{}
	wg.Add(2)
	go func() {
		defer wg.Done()
		for size := range client {
			used.in += size
			labels["in"] = size // want "write `labels.\"in\".`, and 1 more, with no lock held: two at once end the process"
		}
	}()
	go func() {
		defer wg.Done()
		for size := range target {
			used.in += size
			used.out++
			labels["out"] = size
		}
	}()
	wg.Wait()
	return used
}

func cleanApart(client, target <-chan int) usage {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var used usage
	var sum int
	sizes := make([]int, 2)
	wg.Add(2)
	go func() {
		defer wg.Done()
		used.in = <-client
		sizes[0] = used.in
		mu.Lock()
		defer mu.Unlock()
		sum += used.in
	}()
	go func() {
		defer wg.Done()
		used.out = <-target
		sizes[1] = used.out
		mu.Lock()
		sum += used.out
		mu.Unlock()
	}()
	wg.Wait()
	return used
}

func cleanAfterEachOther(ctx context.Context, user, plan func(context.Context) (string, error)) (string, error) {
	var name string
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		name, err = user(ctx)
	}()
	<-done
	if err != nil {
		return "", err
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		name, err = plan(ctx)
	}()
	wg.Wait()
	return name, err
}

func cleanEither(ctx context.Context, all []*usage, create bool) error {
	group, _ := errgroup.WithContext(ctx)
	for _, one := range all {
		it := one
		if create {
			group.Go(func() error {
				it.in = 1
				return nil
			})
		} else {
			group.Go(func() error {
				it.in = 2
				return nil
			})
		}
	}
	return group.Wait()
}

// Two variables of one name.
func cleanScopes(work func(int) error, both bool) {
	var wg sync.WaitGroup
	if both {
		var err error
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = work(1)
			_ = err
		}()
	}
	{
		var err error
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = work(2)
			_ = err
		}()
	}
	wg.Wait()
}

func cleanDrained(work func(int) error) (err error) {
	done := make(chan int)
	go func() {
		defer close(done)
		err = work(1)
	}()
	for range done {
	}
	again := make(chan int)
	go func() {
		defer close(again)
		err = work(2)
	}()
	<-again
	return err
}

func cleanWaitsItself(work func(int) error) (err error) {
	var first, second sync.WaitGroup
	first.Add(1)
	second.Add(1)
	go func() {
		defer first.Done()
		err = work(1)
	}()
	go func() {
		defer second.Done()
		first.Wait()
		err = work(2)
	}()
	second.Wait()
	return err
}

func cleanEitherWay(work func(int) error, fast bool) (err error) {
	var wg sync.WaitGroup
	wg.Add(1)
	if fast {
		go func() {
			defer wg.Done()
			err = work(1)
		}()
	}
	if !fast {
		go func() {
			defer wg.Done()
			err = work(2)
		}()
	}
	wg.Wait()
	return err
}
