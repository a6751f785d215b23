// Package crowds starts a fixed number of workers, and takes fewer answers than they give.
package crowds

import (
	"context"
	"sync"
)

type quote struct{ price int }

type market interface {
	Quote(ctx context.Context, number int) (quote, error)
}

func fastest(ctx context.Context, m market) (quote, error) {
	quotes := make(chan quote)
	failures := make(chan error)
	for i := 0; i < 10; i++ {
		go func(i int) {
			q, err := m.Quote(ctx, i)
			if err != nil {
				failures <- err // want "the send on `failures` blocks for ever"
				return
			}
			quotes <- q
		}(i)
	}
	select {
	case q := <-quotes:
		return q, nil
	case err := <-failures:
		return quote{}, err
	case <-ctx.Done():
		return quote{}, ctx.Err()
	}
}

func waitsFirst(ctx context.Context, m market) []error {
	failures := make(chan error)
	var wg sync.WaitGroup
	for i := 0; i < 16; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, err := m.Quote(ctx, i); err != nil {
				failures <- err // want "the send on `failures` blocks for ever"
			}
		}()
	}
	wg.Wait()
	close(failures)
	var all []error
	for err := range failures {
		all = append(all, err)
	}
	return all
}

func cleanWithRoom(ctx context.Context, m market) (quote, error) {
	quotes := make(chan quote, 10)
	failures := make(chan error, 10)
	for i := 0; i < 10; i++ {
		go func(i int) {
			q, err := m.Quote(ctx, i)
			if err != nil {
				failures <- err
				return
			}
			quotes <- q
		}(i)
	}
	select {
	case q := <-quotes:
		return q, nil
	case err := <-failures:
		return quote{}, err
	}
}

func cleanPool(ctx context.Context, m market, most int) int {
	jobs, quotes := make(chan int), make(chan quote)
	var wg sync.WaitGroup
	for i := 0; i < 12; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range jobs {
				if q, err := m.Quote(ctx, job); err == nil {
					quotes <- q
				}
			}
		}()
	}
	go func() {
		for i := 0; i < most; i++ {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(quotes)
	}()
	sum := 0
	for q := range quotes {
		sum += q.price
	}
	return sum
}
