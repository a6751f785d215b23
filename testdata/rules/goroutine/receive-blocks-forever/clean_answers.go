// Package answers asks two groups and receives as many answers as there are questions.
package answers

func all(near, far []func() int) (answers []int) {
	found := make(chan int)
	for _, ask := range near {
		go func() { found <- ask() }()
	}
	for _, ask := range far {
		go func() { found <- ask() }()
	}
	for {
		select {
		case answer := <-found:
			answers = append(answers, answer)
			if len(answers) == len(near)+len(far) {
				return answers
			}
		}
	}
}

// forward never ends, nor does what it forwards.
func forward(read func() string, write func(string)) {
	lines := make(chan string)
	go func() {
		for {
			lines <- read()
		}
	}()
	for line := range lines {
		write(line)
	}
}

// some asks those who know, and waits for as many as it has asked.
func some(asked map[string]func() int, knows func(string) bool) (answers []int) {
	found := make(chan int)
	var started int
	for name, ask := range asked {
		if !knows(name) {
			continue
		}
		go func() { found <- ask() }()
		started++
	}
	for i := 0; i < started; i++ {
		answers = append(answers, <-found)
	}
	return answers
}
