package held

import "time"

func heldChannel(events <-chan string, stop <-chan struct{}) {
	for {
		idle := time.After(time.Minute) // want "a timer in every round"
		select {
		case <-events:
		case <-idle:
		case <-stop:
			return
		}
	}
}

func heldTimer(events <-chan string, stop <-chan struct{}) {
	for {
		idle := time.NewTimer(time.Minute) // want "a timer in every round"
		select {
		case <-events:
		case <-idle.C:
		case <-stop:
			return
		}
	}
}

func stopped(events <-chan string, stop <-chan struct{}) {
	for {
		idle := time.NewTimer(time.Minute)
		select {
		case <-events:
			idle.Stop()
		case <-idle.C:
		case <-stop:
			return
		}
	}
}

func awaited(events <-chan string) {
	for {
		pause := time.After(time.Second)
		<-events
		<-pause
	}
}

func oneForAll(events <-chan string) {
	end := time.After(time.Hour)
	for {
		select {
		case <-events:
		case <-end:
			return
		}
	}
}
