package appended

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

type report struct {
	done   []string
	failed []string
	total  int
}

func each(ctx context.Context, urls []string, client *http.Client) (*report, error) {
	found := &report{}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(8)
	for _, url := range urls {
		group.Go(func() error {
			req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
			if err != nil {
				found.failed = append(found.failed, url) // want "write `found.failed`, and 1 more, with no lock held: of two at once, one is lost"
				return err
			}
			resp, err := client.Do(req)
			if err != nil {
				return err
			}
			found.total++
			return resp.Body.Close()
		})
	}
	return found, group.Wait()
}

func types(names []string, detect func(string) string) []string {
	var wg sync.WaitGroup
	out := make([]string, 0, len(names))
	slots := make(chan struct{}, 4)
	sum := 0
	for _, name := range names {
		wg.Add(1)
		slots <- struct{}{}
		go func(name string) {
			defer wg.Done()
			defer func() { <-slots }()
			kind := detect(name)
			out = append(out, kind) // want "write `out`, and 1 more,"
			sum += len(kind)
		}(name)
	}
	wg.Wait()
	return append(out, names[sum%len(names)])
}

// One at a time, each its own, or under a lock.
func guarded(names []string, detect func(string) string) ([]string, []string) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var seen atomic.Int64
	var out []string
	each := make([]string, len(names))
	lists := make([][]string, len(names))
	for i, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			kind := detect(name)
			each[i] = kind
			lists[i] = append(lists[i], kind)
			own := []string{}
			own = append(own, kind)
			seen.Add(int64(len(own)))
			mu.Lock()
			defer mu.Unlock()
			out = append(out, kind)
		}()
	}
	wg.Wait()
	return out, each
}

func oneByOne(names []string, detect func(string) string) (out []string) {
	turn := make(chan struct{}, 1)
	for _, name := range names {
		turn <- struct{}{}
		go func() {
			out = append(out, detect(name))
			<-turn
		}()
	}
	turn <- struct{}{}
	for _, name := range names {
		done := make(chan struct{})
		go func() {
			defer close(done)
			out = append(out, detect(name))
		}()
		<-done
	}
	return out
}

func limited(ctx context.Context, names []string, detect func(string) string) (out []string, err error) {
	group, _ := errgroup.WithContext(ctx)
	group.SetLimit(1)
	for _, name := range names {
		group.Go(func() error {
			out = append(out, detect(name))
			return nil
		})
	}
	return out, group.Wait()
}
