package cleanscopes

import (
	"fmt"
	"sort"
	"sync"
)

type job struct{ ID int }

func (j job) print() { fmt.Println(j.ID) }

func use(...any) {}

func visit(do func(job) error) error { return do(job{}) }

func passedOn(jobs []job) {
	for _, j := range jobs {
		_ = visit(func(other job) error {
			use(j, other)
			return nil
		})
	}
}

func once(jobs []job) {
	for _, j := range jobs {
		var o sync.Once
		o.Do(func() { use(j) })
	}
}

func namedAndCalled(jobs []job) {
	for _, j := range jobs {
		f := func() { use(j) }
		f()
	}
}

func twoLiterals(jobs map[string]job) {
	for name := range jobs {
		func(name string) {
			go func() { use(name) }()
		}(name)
	}
}

func addressArgument(jobs []job) {
	for i := range jobs {
		go func(j *job) { use(j) }(&jobs[i])
	}
}

func returnsClosure(jobs []job) func() {
	for _, j := range jobs {
		if j.ID == 3 {
			return func() { use(j) }
		}
	}
	return nil
}

func namedComparison(rows [][]job) {
	for _, row := range rows {
		less := func(i, k int) bool { return row[i].ID < row[k].ID }
		sort.Slice(row, less)
	}
}

func valueReceiver(jobs []job) {
	for _, j := range jobs {
		go j.print()
		defer j.print() // want defer-in-loop:"iteration"
	}
}

func insideEndless() {
	for {
		n := 1
		go func() { use(n) }()
	}
}

func waited(next func() (int, bool)) {
	for n, ok := next(); ok; n, ok = next() {
		wg := sync.WaitGroup{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			use(n)
		}()
		wg.Wait()
	}
}

func typeSwitch(values []any) {
	for _, v := range values {
		switch v := v.(type) {
		case int:
			go func() { use(v) }()
		}
	}
}

func ifScope(jobs []job) {
	for _, j := range jobs {
		if id := j.ID; id > 0 {
			go func() { use(id) }()
		}
	}
}

func scans(jobs []job) {
	for _, j := range jobs {
		_, _ = fmt.Sscan("1", &j.ID)
	}
}
