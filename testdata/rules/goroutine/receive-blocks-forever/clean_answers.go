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
