package p

import "os"

func otherTools(name string) error {
	f, err := os.Open(name) //nolint:errcheck,gosec // theirs to judge
	if err != nil {
		return err
	}
	//nolint // of whatever
	//lint:ignore SA5001 theirs
	// #nosec G307
	return f.Close()
}

func region(name string) int {
	//ginlint:disable file-not-closed -- the process ends here
	f, err := os.Open(name)
	//ginlint:enable file-not-closed
	if err != nil {
		return 0
	}
	return len(f.Name())
}

func firstStep(name string) (string, error) {
	//ginlint:ignore late-defer -- waived where it is opened
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	if len(name) > 3 {
		return name, nil
	}
	defer f.Close()
	return f.Name(), nil
}
