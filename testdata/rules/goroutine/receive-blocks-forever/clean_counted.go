// What data decide, not the order of the goroutines.
package counted

import "sync"

type slots struct {
	mu    sync.Mutex
	free  *sync.Cond
	taken map[string]int
}

func (s *slots) take(names []string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		busy := false
		for _, name := range names {
			if s.taken[name] > 0 {
				busy = true
				continue
			}
			s.taken[name]++
			return name
		}
		if !busy {
			return ""
		}
		s.free.Wait()
	}
}

func (s *slots) give(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken[name]--
	s.free.Broadcast()
}

func all(names []string, run func(string)) {
	s := &slots{taken: map[string]int{}}
	s.free = sync.NewCond(&s.mu)
	var wg sync.WaitGroup
	for range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			name := s.take(names)
			run(name)
			s.give(name)
		}()
	}
	wg.Wait()
}

// The first round is the one that somebody waits for.
func start(list func() ([]string, error), serve func(string), failed <-chan error) {
	var ready sync.WaitGroup
	ready.Add(1)
	go follow(&ready, list, serve, failed)
	ready.Wait()
}

func follow(ready *sync.WaitGroup, list func() ([]string, error), serve func(string), failed <-chan error) {
	round := 0
	for {
		names, err := list()
		if err != nil {
			continue
		}
		round++
		for _, name := range names {
			go serve(name)
		}
		if round == 1 {
			ready.Done()
		}
		for {
			if err := <-failed; err == nil {
				continue
			}
		}
	}
}

const regions = 3

type region interface{ load() (int, error) }

type fleet struct{ all [regions]region }

// There are as many as are waited for, though nothing here says so.
func (f *fleet) total() int {
	return f.sum()
}

func (f *fleet) sum() int {
	loaded := make(chan int, regions)
	for _, one := range f.all {
		go func() {
			n, err := one.load()
			if err != nil {
				loaded <- 0
				return
			}
			loaded <- n
		}()
	}
	total := 0
	for range regions {
		total += <-loaded
	}
	return total
}

// It leaves the range once it has counted all.
func (f *fleet) first() []int {
	answers := make(chan int, len(f.all))
	left := len(f.all)
	for _, one := range f.all {
		go func() {
			n, _ := one.load()
			answers <- n
		}()
	}
	var all []int
	for n := range answers {
		left--
		all = append(all, n)
		if left == 0 {
			break
		}
	}
	return all
}
