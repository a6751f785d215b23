// Package goroutines fills maps from several at once.
package goroutines

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

func lengths(words []string) map[string]int {
	found := map[string]int{}
	var wg sync.WaitGroup
	for _, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found[word] = len(word) // want "goroutines that run side by side write `found.word.` with no lock held"
		}()
	}
	wg.Wait()
	return found
}

func fetched(ctx context.Context, urls []string, get func(context.Context, string) (string, error)) (map[string]string, error) {
	pages := make(map[string]string, len(urls))
	group, ctx := errgroup.WithContext(ctx)
	for _, url := range urls {
		group.Go(func() error {
			page, err := get(ctx, url)
			pages[url] = page // want "goroutines that run side by side write `pages.url.`"
			return err
		})
	}
	return pages, group.Wait()
}

func locked(words []string) map[string]int {
	found := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			found[word] = len(word)
			mu.Unlock()
		}()
	}
	wg.Wait()
	return found
}

// Each round has a map of its own.
func apart(words []string, out chan<- map[string]int) {
	for _, word := range words {
		found := map[string]int{}
		go func() {
			found[word] = len(word)
			out <- found
		}()
	}
}

// One after the other.
func inTurn(words []string) map[string]int {
	found := map[string]int{}
	for _, word := range words {
		done := make(chan struct{})
		go func() {
			found[word] = len(word)
			close(done)
		}()
		<-done
	}
	return found
}

// Elements of a slice are apart.
func slots(words []string) []int {
	found := make([]int, len(words))
	var wg sync.WaitGroup
	for i, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found[i] = len(word)
		}()
	}
	wg.Wait()
	return found
}

func once(words []string) map[string]int {
	found := map[string]int{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, word := range words {
			found[word] = len(word)
		}
	}()
	<-done
	return found
}

func alone(words []string) (map[string]int, error) {
	found := map[string]int{}
	var group errgroup.Group
	group.SetLimit(1)
	for _, word := range words {
		group.Go(func() error {
			found[word] = len(word)
			return nil
		})
	}
	return found, group.Wait()
}
