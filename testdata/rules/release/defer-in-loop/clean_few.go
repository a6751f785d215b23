// Package few loops over a literal and what is put before it.
package few

import (
	"io"
	"net/http"
	"os"
)

// Four addresses at most.
func publicAddress() string {
	services := []string{"https://a.example", "https://b.example", "https://c.example"}
	if own := os.Getenv("ADDRESS_SERVICE"); own != "" {
		services = append([]string{own}, services...)
	}
	for _, service := range services {
		resp, err := http.Get(service)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		if text, err := io.ReadAll(resp.Body); err == nil {
			return string(text)
		}
	}
	return ""
}

// Two files at most.
func firstConfig(system, own string) ([]byte, error) {
	var paths []string
	if own != "" {
		paths = append(paths, own)
	}
	paths = append(paths, system)
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close()
		return io.ReadAll(file)
	}
	return nil, os.ErrNotExist
}

func readAtMostTwo(first, second string) (sum int) {
	paths := make([]string, 0, 2)
	paths = append(paths, first, second)
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close()
		text, _ := io.ReadAll(file)
		sum += len(text)
	}
	return sum
}

// One more try, and no third.
func fetchAgain(url string) (text []byte) {
	tries := 0
	for {
		resp, err := http.Get(url)
		if err == nil {
			defer resp.Body.Close()
			text, err = io.ReadAll(resp.Body)
		}
		if err == nil || tries > 0 {
			break
		}
		if tries > 1 {
			break
		}
		tries++
	}
	return text
}

func fetchThrice(url string) error {
	for tries := 0; ; tries++ {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		if tries >= 3 {
			return os.ErrDeadlineExceeded
		}
	}
}

var mirrors = []string{"/srv/a", "/srv/b"}

func ofPackage() error {
	for _, mirror := range mirrors {
		f, err := os.Open(mirror)
		if err != nil {
			return err
		}
		defer f.Close()
	}
	return nil
}
