"""What several tests share: throwaway projects, pages as trees, an own reading of the YAML."""
